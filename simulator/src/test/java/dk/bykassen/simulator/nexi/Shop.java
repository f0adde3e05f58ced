package dk.bykassen.simulator.nexi;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.simulator.Browser;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** A merchant's side of the gateway, as the portal would act. */
final class Shop {

    static final String RETURN = "http://fjordby.localhost:8080/payments/1";

    final Browser browser;
    private final String secret;
    private final int hookPort;

    Shop(Browser browser, String tenant, int hookPort) {
        this.browser = browser;
        this.secret = "test-secret-key-" + tenant;
        this.hookPort = hookPort;
    }

    String order(long amount) {
        return """
                "order":{"items":[{"reference":"top-up","name":"Indbetaling","quantity":1,"unit":"stk","unitPrice":%1$d,
                "taxRate":0,"taxAmount":0,"grossTotalAmount":%1$d,"netTotalAmount":%1$d}],
                "amount":%1$d,"currency":"DKK","reference":"FJ-1"}""".formatted(amount);
    }

    String hooks() {
        return """
                "notifications":{"webHooks":[%s,%s,%s,%s,%s,%s,%s]}""".formatted(
                        hook("payment.created"),
                        hook("payment.reservation.created.v2"),
                        hook("payment.reservation.failed"),
                        hook("payment.checkout.completed"),
                        hook("payment.charge.created.v2"),
                        hook("payment.charge.failed.v2"),
                        hook("payment.refund.completed"));
    }

    private String hook(String event) {
        return """
                {"eventName":"%s","url":"http://fjordby.localhost:%d/hooks/nexi","authorization":"secret123456"}""".formatted(event, hookPort);
    }

    String payment(long amount, boolean charge, boolean register) {
        return """
                {%s,"checkout":{"integrationType":"HostedPaymentPage","returnUrl":"%s","cancelUrl":"%s/cancelled",
                "termsUrl":"http://fjordby.localhost:8080/terms","charge":%s,"merchantHandlesConsumerData":true},
                %s,"unscheduledSubscription":{"create":%s}}""".formatted(order(amount), RETURN, RETURN, charge, hooks(), register);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = secret;
        return browser.postJson("/nexi/v1" + path, body, all);
    }

    HttpResponse<String> put(String path, String body) {
        return browser.put("/nexi/v1" + path, body, "Authorization", secret);
    }

    JsonNode get(String path) {
        var answer = browser.get("/nexi/v1" + path, "Authorization", secret);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Browser.json(answer);
    }

    /** Creates a payment and returns its id. */
    String create(long amount, boolean charge, boolean register) {
        var answer = post("/payments", payment(amount, charge, register));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(Browser.json(answer).path("hostedPaymentPageUrl").stringValue())
                .contains("/nexi/window");
        return Browser.json(answer).path("paymentId").stringValue();
    }

    HttpResponse<String> pay(String payment, String number) {
        return browser.postForm(
                "/nexi/window?paymentId=" + payment,
                "holder",
                "Karen Holm",
                "number",
                number,
                "expiry",
                "08/29",
                "cvc",
                "123",
                "action",
                "pay");
    }

    JsonNode payment(String id) {
        return get("/payments/" + id).path("payment");
    }

    /** Registers a card without charging it, and returns its id. */
    String register(String number) {
        String id = create(0, false, true);
        assertThat(pay(id, number).statusCode()).isEqualTo(303);
        return payment(id)
                .path("unscheduledSubscription")
                .path("unscheduledSubscriptionId")
                .stringValue();
    }

    HttpResponse<String> chargeCard(String card, long amount, String key) {
        return post(
                "/unscheduledsubscriptions/" + card + "/charges",
                "{" + order(amount) + "," + hooks() + "}",
                "Idempotency-Key",
                key);
    }

    void order(String fault) {
        assertThat(browser.postJson("/control/gateway/nexi", "{\"fault\":\"" + fault + "\",\"times\":1}")
                        .statusCode())
                .isEqualTo(200);
    }

    JsonNode books() {
        return Browser.json(browser.get("/control/gateway/nexi?merchant=fjordby"));
    }
}
