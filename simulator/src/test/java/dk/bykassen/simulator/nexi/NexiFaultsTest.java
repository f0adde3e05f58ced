package dk.bykassen.simulator.nexi;

import static dk.bykassen.simulator.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.HookReceiver;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can go wrong on the line, at the issuer and with webhooks, and what a restart must not lose. */
class NexiFaultsTest {

    private static final String GOOD = "4242 4242 4242 4242";

    @TempDir
    Path data;

    private HookReceiver hooks;
    private Simulator simulator;
    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        hooks = new HookReceiver();
        startSimulator();
    }

    private void startSimulator() throws Exception {
        simulator = Simulator.start(new SimulatorOptions(0, 0, URI.create("http://localhost:1"), data, null));
        shop = new Shop(new Browser(simulator.baseUri()), "fjordby", hooks.port());
    }

    @AfterEach
    void stop() {
        simulator.close();
        hooks.close();
    }

    @Test
    void aLostAnswerHasChargedAndTheSameKeyTells() {
        String card = shop.register(GOOD);
        shop.order("lost_answer");
        assertThatThrownBy(() -> chargeImpatiently(card)).hasRootCauseInstanceOf(java.io.IOException.class);
        assertThat(shop.books().path("charged").longValue()).isEqualTo(20000);

        assertThat(shop.chargeCard(card, 20000, "key-1").statusCode()).isEqualTo(202);
        assertThat(shop.books().path("charged").longValue()).isEqualTo(20000);
        assertThat(json(shop.browser.get(
                                "/nexi/v1/unscheduledsubscriptions/" + card + "/charges/status?idempotencyKey=key-1",
                                "Authorization",
                                "test-secret-key-fjordby"))
                        .path("status")
                        .stringValue())
                .isEqualTo("Succeeded");
    }

    @Test
    void aTimeoutHasDoneNothing() {
        String card = shop.register(GOOD);
        shop.order("timeout");
        assertThatThrownBy(() -> chargeImpatiently(card)).hasRootCauseInstanceOf(java.io.IOException.class);
        assertThat(shop.books().path("charged").longValue()).isZero();
    }

    private void chargeImpatiently(String card) {
        Browser.send(shop.browser
                .request(
                        "/nexi/v1/unscheduledsubscriptions/" + card + "/charges",
                        "Authorization",
                        "test-secret-key-fjordby",
                        "Idempotency-Key",
                        "key-1",
                        "Content-Type",
                        "application/json")
                .timeout(Duration.ofMillis(700))
                .POST(BodyPublishers.ofString("{" + shop.order(20000) + "," + shop.hooks() + "}")));
    }

    @Test
    void anOrderedErrorStrikesOnceAndDoesNothing() {
        String card = shop.register(GOOD);
        shop.order("error500");
        assertThat(shop.chargeCard(card, 20000, "key-1").statusCode()).isEqualTo(500);
        assertThat(shop.chargeCard(card, 20000, "key-1").statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"decline, 05", "no_funds, 51", "soft_decline, 1A", "expired_card, 54"})
    void orderedRefusalsStrikeTheNextChargeOfAStoredCard(String fault, String code) {
        String card = shop.register(GOOD);
        shop.order(fault);
        assertThat(json(shop.chargeCard(card, 20000, "key-1")).path("code").stringValue())
                .isEqualTo(code);
        assertThat(shop.chargeCard(card, 20000, "key-2").statusCode()).isEqualTo(202);
    }

    @Test
    void ordersCanBeTakenBack() {
        shop.order("error500");
        var reset = shop.browser.postJson("/control/gateway/nexi", "{\"reset\":true}");
        assertThat(json(reset).path("faults").isEmpty()).isTrue();
        assertThat(shop.post("/payments", shop.payment(20000, true, false)).statusCode())
                .isEqualTo(201);
        assertThat(shop.browser
                        .postJson("/control/gateway/nexi", "{\"fault\":\"flood\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void webhooksComeTwiceLastFirstOrNotAtAllWhenOrdered() throws Exception {
        shop.order("duplicate_webhook");
        String card = shop.register(GOOD);
        hooks.await(3);
        assertThat(hooks.events())
                .containsExactly("payment.created", "payment.checkout.completed", "payment.checkout.completed");
        assertThat(hooks.hooks().get(1).body()).isEqualTo(hooks.hooks().get(2).body());

        hooks.forget();
        shop.order("no_webhook");
        shop.chargeCard(card, 20000, "key-1");
        shop.order("reordered_webhook");
        shop.pay(shop.create(20000, true, false), GOOD);
        hooks.await(4);
        assertThat(hooks.events())
                .containsExactly(
                        "payment.created",
                        "payment.charge.created.v2",
                        "payment.checkout.completed",
                        "payment.reservation.created.v2");
    }

    @Test
    void aWebhookIsRepeatedUntilItIsAcknowledged() throws Exception {
        hooks.answerNextWith(500, 202);
        shop.create(20000, true, false);
        hooks.await(3);
        assertThat(hooks.hooks().stream()
                        .map(hook -> hook.body().path("id").stringValue())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void webhooksAndMoneySurviveARestart() throws Exception {
        String card = shop.register(GOOD);
        hooks.await(2);
        int port = hooks.port();
        hooks.close();
        String id =
                json(shop.chargeCard(card, 20000, "key-1")).path("paymentId").stringValue();
        simulator.close();

        hooks = new HookReceiver(port);
        startSimulator();
        hooks.await(1);
        assertThat(hooks.events()).containsExactly("payment.charge.created.v2");
        assertThat(shop.payment(id).path("summary").path("chargedAmount").longValue())
                .isEqualTo(20000);
        assertThat(shop.chargeCard(card, 20000, "key-1").statusCode()).isEqualTo(202);
        assertThat(shop.books()
                        .path("byMerchant")
                        .path("fjordby")
                        .path("charged")
                        .longValue())
                .isEqualTo(20000);
    }
}
