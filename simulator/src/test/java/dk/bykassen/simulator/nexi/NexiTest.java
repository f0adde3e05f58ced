package dk.bykassen.simulator.nexi;

import static dk.bykassen.simulator.Browser.json;
import static dk.bykassen.simulator.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.HookReceiver;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A merchant takes payments, and the gateway answers as documented. */
class NexiTest {

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
    void aCustomerPaysAndTheMerchantSeesIt() throws Exception {
        String id = shop.create(20000, true, false);
        assertThat(shop.payment(id).path("summary").isEmpty()).isTrue();

        var window = shop.browser.get("/nexi/window?paymentId=" + id + "&method=card&language=da");
        assertThat(window.body()).contains("KUN TEST", "Betal 200,00\u00a0kr.", "FJ-1", "Fjordby Kommune");

        var back = shop.pay(id, GOOD);
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(location(back)).isEqualTo(Shop.RETURN + "?paymentid=" + id);

        var payment = shop.payment(id);
        assertThat(payment.path("summary").path("reservedAmount").longValue()).isEqualTo(20000);
        assertThat(payment.path("summary").path("chargedAmount").longValue()).isEqualTo(20000);
        assertThat(payment.path("paymentDetails").path("paymentMethod").stringValue())
                .isEqualTo("Visa");
        assertThat(payment.path("paymentDetails")
                        .path("cardDetails")
                        .path("maskedPan")
                        .stringValue())
                .isEqualTo("424242******4242");
        assertThat(payment.path("paymentDetails")
                        .path("cardDetails")
                        .path("expiryDate")
                        .stringValue())
                .isEqualTo("0829");
        assertThat(payment.has("unscheduledSubscription")).isFalse();

        hooks.await(4);
        assertThat(hooks.events())
                .containsExactly(
                        "payment.created",
                        "payment.reservation.created.v2",
                        "payment.checkout.completed",
                        "payment.charge.created.v2");
        var charged = hooks.hooks().getLast();
        assertThat(charged.host()).isEqualTo("fjordby.localhost:" + hooks.port());
        assertThat(charged.authorization()).isEqualTo("secret123456");
        assertThat(charged.body().path("data").path("paymentId").stringValue()).isEqualTo(id);
        assertThat(charged.body().path("data").path("amount").path("amount").longValue())
                .isEqualTo(20000);
    }

    @Test
    void twoClicksAtOncePayOnce() throws Exception {
        String id = shop.create(20000, true, false);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> click = () -> shop.pay(id, GOOD).statusCode();
            for (var answer : threads.invokeAll(List.of(click, click, click, click))) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(shop.payment(id).path("charges").size()).isEqualTo(1);
        assertThat(shop.books().path("charged").longValue()).isEqualTo(20000);
    }

    @Test
    void aDeclinedCardLeavesTheWindowOpenForAnother() throws Exception {
        String id = shop.create(20000, true, false);
        var declined = shop.pay(id, "4000 0000 0000 0002");
        assertThat(declined.statusCode()).isEqualTo(422);
        assertThat(declined.body()).contains("Banken afviste kortet. Der er ikke trukket penge.");
        assertThat(shop.pay(id, "4000000000000069").body()).contains("Kortet er udløbet. Der er ikke trukket penge.");
        assertThat(shop.payment(id).path("summary").isEmpty()).isTrue();
        hooks.await(3);
        assertThat(hooks.events().subList(1, 3))
                .containsExactly("payment.reservation.failed", "payment.reservation.failed");

        assertThat(shop.pay(id, "4571 0000 0000 0001").statusCode()).isEqualTo(303);
        assertThat(shop.payment(id).path("paymentDetails").path("paymentMethod").stringValue())
                .isEqualTo("Dankort");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 4242424242424242, 08/29, 123, Skriv navnet på kortet.",
        "Karen, 4242424242424243, 08/29, 123, Kortnummeret er ikke rigtigt",
        "Karen, 4111111111111111, 08/29, 123, Kun testkortene nedenfor",
        "Karen, 4242424242424242, 13/29, 123, Skriv udløb som måned og år",
        "Karen, 4242424242424242, 08/19, 123, Kortets udløbsdato er overskredet",
        "Karen, 4242424242424242, 08/29, 12, Skriv de tre cifre",
        "<b>, x, y, z, &lt;b>",
    })
    void theWindowSaysWhichFieldIsWrong(String holder, String number, String expiry, String cvc, String says) {
        String id = shop.create(20000, true, false);
        var answer = shop.browser.postForm(
                "/nexi/window?paymentId=" + id, "holder", holder, "number", number, "expiry", expiry, "cvc", cvc);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(says).doesNotContain("value=\"<b>").contains("<title>KUN TEST: Fejl: ");
        assertThat(shop.payment(id).path("summary").isEmpty()).isTrue();
    }

    @Test
    void goingBackKeepsThePaymentOpenUntilTheMerchantEndsIt() {
        String id = shop.create(20000, true, false);
        var back = shop.browser.postForm("/nexi/window?paymentId=" + id, "action", "cancel");
        assertThat(location(back)).isEqualTo(Shop.RETURN + "/cancelled");
        assertThat(shop.browser.get("/nexi/window?paymentId=" + id).statusCode())
                .isEqualTo(200);

        assertThat(shop.put("/payments/" + id + "/terminate", "").statusCode()).isEqualTo(204);
        assertThat(shop.payment(id).has("terminated")).isTrue();
        var over = shop.browser.get("/nexi/window?paymentId=" + id);
        assertThat(over.statusCode()).isEqualTo(410);
        assertThat(over.body()).isNotEmpty().contains("Betalingen er afsluttet");
        assertThat(shop.pay(id, GOOD).statusCode()).isEqualTo(410);
        assertThat(shop.books().path("charged").longValue()).isZero();
    }

    @Test
    void aCompletedPaymentCannotBeTerminated() {
        String id = shop.create(20000, true, false);
        shop.pay(id, GOOD);
        assertThat(shop.put("/payments/" + id + "/terminate", "").statusCode()).isEqualTo(400);
    }

    @Test
    void aReservationIsChargedInPartsRefundedInPartsAndNeverBeyond() {
        String id = shop.create(20000, false, false);
        shop.pay(id, GOOD);
        assertThat(shop.payment(id).path("summary").has("chargedAmount")).isFalse();

        String charge = json(shop.post("/payments/" + id + "/charges", "{\"amount\":15000}"))
                .path("chargeId")
                .stringValue();
        assertThat(shop.post("/payments/" + id + "/charges", "{\"amount\":5001}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(shop.post("/payments/" + id + "/cancels", "{\"amount\":20000}")
                        .statusCode())
                .isEqualTo(400);

        assertThat(shop.post("/charges/" + charge + "/refunds", "{\"amount\":10000}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(shop.post("/charges/" + charge + "/refunds", "{\"amount\":5001}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(shop.post("/charges/" + charge + "/refunds", "{\"amount\":5000}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(shop.payment(id).path("summary").path("refundedAmount").longValue())
                .isEqualTo(15000);
        assertThat(shop.books().path("refunded").longValue()).isEqualTo(15000);
    }

    @Test
    void anUntouchedReservationIsCancelledWhole() {
        String id = shop.create(20000, false, false);
        shop.pay(id, GOOD);
        assertThat(shop.post("/payments/" + id + "/cancels", "{\"amount\":100}").statusCode())
                .isEqualTo(400);
        assertThat(shop.post("/payments/" + id + "/cancels", "{\"amount\":20000}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(shop.payment(id).path("summary").path("cancelledAmount").longValue())
                .isEqualTo(20000);
        assertThat(shop.post("/payments/" + id + "/charges", "{\"amount\":100}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void registeringStoresTheCardAndTakesNothing() {
        String card = shop.register("5156230000000004");
        assertThat(card).hasSize(32);
        assertThat(shop.books().path("charged").longValue()).isZero();
        var stored = shop.get("/unscheduledsubscriptions/" + card);
        assertThat(stored.path("paymentDetails").path("paymentMethod").stringValue())
                .isEqualTo("MasterCard");
    }

    @Test
    void aStoredCardIsChargedOncePerKey() {
        String card = shop.register(GOOD);
        var first = shop.chargeCard(card, 20000, "key-1");
        var again = shop.chargeCard(card, 20000, "key-1");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(shop.chargeCard(card, 30000, "key-1").statusCode()).isEqualTo(409);
        assertThat(shop.books().path("charged").longValue()).isEqualTo(20000);
        assertThat(json(shop.chargeCard(card, 20000, "key-2"))).isNotEqualTo(json(first));
        assertThat(shop.payment(json(first).path("paymentId").stringValue())
                        .path("summary")
                        .path("chargedAmount")
                        .longValue())
                .isEqualTo(20000);
    }

    @Test
    void aStoredCardThatRanDryIsRefusedWith402() throws Exception {
        String card = shop.register("4000000000000341");
        hooks.await(2);
        hooks.forget();
        var refused = shop.chargeCard(card, 20000, "key-1");
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(json(refused).path("code").stringValue()).isEqualTo("51");
        hooks.await(1);
        assertThat(hooks.events()).containsExactly("payment.charge.failed.v2");
        assertThat(shop.books().path("charged").longValue()).isZero();
    }

    @Test
    void anotherMerchantsKeyOpensNothing() {
        String id = shop.create(20000, true, false);
        String card = shop.register(GOOD);
        Shop other = new Shop(shop.browser, "klosterby", hooks.port());
        assertThat(other.browser
                        .get("/nexi/v1/payments/" + id, "Authorization", "test-secret-key-klosterby")
                        .statusCode())
                .isEqualTo(404);
        assertThat(other.chargeCard(card, 20000, "key-1").statusCode()).isEqualTo(404);
        assertThat(shop.browser.get("/nexi/v1/payments/" + id).statusCode()).isEqualTo(401);
        assertThat(shop.browser
                        .get("/nexi/v1/payments/" + id, "Authorization", "test-secret-key-nobody")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"amount\":20000,|\"amount\":19999,|order.amount",
                "\"currency\":\"DKK\"|\"currency\":\"XXX\"|order.currency",
                "\"termsUrl\"|\"terms\"|checkout.termsUrl",
                "\"returnUrl\":\"http|\"returnUrl\":\"ftp|checkout.returnUrl",
                "secret123456|short|notifications.webHooks[0].authorization",
                "http://fjordby.localhost|http://example.com|notifications.webHooks[0].url",
                "payment.created|payment.invented|notifications.webHooks[0].eventName",
                "\"quantity\":1|\"quantity\":\"one\"|order.items[0].quantity",
            })
    void aFaultyRequestIsToldWhichFieldIsWrong(String right, String wrong, String field) {
        var answer = shop.post("/payments", shop.payment(20000, true, false).replace(right, wrong));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("errors").has(field)).as(answer.body()).isTrue();
    }

    @Test
    void nothingIsPaidWithAmountZeroUnlessACardIsStored() {
        assertThat(shop.post("/payments", shop.payment(0, true, false)).statusCode())
                .isEqualTo(400);
        assertThat(shop.post("/payments", "{").statusCode()).isEqualTo(400);
        assertThat(shop.post("/payments", " ".repeat(70_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void magicAmountsAnswerTheirError() {
        String card = shop.register(GOOD);
        var refused = shop.chargeCard(card, 133, "key-1");
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(json(refused).path("code").stringValue()).isEqualTo("33");
        String id = shop.create(133, true, false);
        assertThat(shop.pay(id, GOOD).body()).contains("Banken svarede med fejl 33");
    }

    @ParameterizedTest
    @ValueSource(strings = {"da", "nb", "en"})
    void theWindowAndTheBooksSpeakEveryLanguage(String language) {
        String id = shop.create(20000, true, true);
        for (String page : List.of("/nexi/window?paymentId=" + id, "/nexi/window?paymentId=" + id + "&method=visa")) {
            var answer = shop.browser.get(page + "&lang=" + language);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("<html lang=\"" + language + "\">", "KUN TEST");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'");
        }
        var books = shop.browser.get("/control/gateway/nexi?lang=" + language, "Accept", "text/html");
        assertThat(books.statusCode()).isEqualTo(200);
        assertThat(books.body()).contains("FJ-1");
    }
}
