package dk.bykassen.payment.gateway.nexi;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.kernel.Money;
import dk.bykassen.payment.gateway.ChargeTruth;
import dk.bykassen.payment.gateway.Charging;
import dk.bykassen.payment.gateway.Closing;
import dk.bykassen.payment.gateway.Decline;
import dk.bykassen.payment.gateway.GatewayAccess;
import dk.bykassen.payment.gateway.GatewayNews;
import dk.bykassen.payment.gateway.GatewayOrder;
import dk.bykassen.payment.gateway.Opening;
import dk.bykassen.payment.gateway.Truth;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Fault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NexiCheckoutTest {

    static final String HUGE = "{\"paymentId\":\"" + "a".repeat(400_000) + "\"}";

    final NexiPeer peer = new NexiPeer();
    final NexiCheckout nexi =
            new NexiCheckout(JsonMapper.builder().build(), Duration.ofMillis(500), Duration.ofMillis(700));
    final GatewayAccess access = peer.access();
    final UUID id = UUID.randomUUID();

    @AfterEach
    void hangUp() {
        nexi.close();
        peer.close();
    }

    @Test
    void aWindowIsAskedForInTheGatewaysOwnWords() {
        var opened = (Opening.Opened) nexi.open(access, order(20_000, 300, true));

        assertThat(opened.gatewayPaymentId()).isEqualTo(peer.only().id);
        assertThat(opened.window())
                .hasToString(access.windowOrigin() + "/window?paymentId=" + peer.only().id + "&language=da-DK");
        JsonNode sent = peer.only().request;
        assertThat(sent.path("order").path("amount").asLong()).isEqualTo(20_300);
        assertThat(sent.path("order").path("currency").asString()).isEqualTo("DKK");
        assertThat(sent.path("order").path("reference").asString()).isEqualTo("FJ-7K2M-94QX");
        assertThat(sent.path("order").path("items").size()).isEqualTo(2);
        assertThat(sent.path("order").path("items").get(1).path("reference").asString())
                .isEqualTo("fee");
        for (JsonNode item : sent.path("order").path("items")) {
            assertThat(item.path("taxRate").asInt(-1)).isZero();
            assertThat(item.path("grossTotalAmount")).isEqualTo(item.path("netTotalAmount"));
        }
        JsonNode checkout = sent.path("checkout");
        assertThat(checkout.path("integrationType").asString()).isEqualTo("HostedPaymentPage");
        assertThat(checkout.path("charge").asBoolean()).isTrue();
        assertThat(checkout.path("termsUrl").asString()).isEqualTo("https://fjordby.example/terms");
        assertThat(sent.path("unscheduledSubscription").path("create").asBoolean())
                .isTrue();
        for (JsonNode hook : sent.path("notifications").path("webHooks")) {
            assertThat(hook.path("authorization").asString()).isEqualTo(NexiPeer.HOOK_SECRET);
            assertThat(hook.path("url").asString()).hasSizeLessThan(256);
        }
    }

    @Test
    void aCardIsStoredOnlyWhenThatIsAskedFor() {
        nexi.open(access, order(20_000, 0, false));

        assertThat(peer.only().request.has("unscheduledSubscription")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{}", "{\"paymentId\":\"../evil\",\"hostedPaymentPageUrl\":\"x\"}"})
    void anAnswerThatMakesNoSenseLeavesTheOpeningUnknown(String body) {
        peer.next(Act.CREATE, new Fault.Says(201, body));

        assertThat(nexi.open(access, order(20_000, 0, false))).isEqualTo(new Opening.NoAnswer());
    }

    @Test
    void aWindowSomewhereElseIsNotShown() {
        peer.next(
                Act.CREATE,
                new Fault.Says(201, "{\"paymentId\":\"a1\",\"hostedPaymentPageUrl\":\"https://elsewhere.example/w\"}"));

        assertThat(nexi.open(access, order(20_000, 0, false))).isEqualTo(new Opening.NoAnswer());
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        peer.next(Act.CREATE, new Fault.Says(201, HUGE));
        peer.next(Act.READ, new Fault.Says(200, HUGE));

        assertThat(nexi.open(access, order(20_000, 0, false))).isEqualTo(new Opening.NoAnswer());
        assertThat(nexi.ask(access, "abc")).isEqualTo(new Truth.NoAnswer());
    }

    @Test
    void whatWasSentAndNotAnsweredIsUnknown() {
        peer.next(Act.CREATE, new Fault.Silent());
        peer.next(Act.CREATE, new Fault.LostAnswer());
        peer.next(Act.CREATE, new Fault.LostRequest());
        peer.next(Act.CHARGE, new Fault.Silent());
        peer.next(Act.CHARGE, new Fault.LostAnswer());

        for (int i = 0; i < 3; i++) {
            assertThat(nexi.open(access, order(20_000, 0, false))).isEqualTo(new Opening.NoAnswer());
        }
        for (int i = 0; i < 2; i++) {
            assertThat(nexi.charge(access, "card", order(20_000, 0, false))).isEqualTo(new Charging.NoAnswer());
        }
    }

    @Test
    void whatNeverLeftIsKnownNotToHaveHappened() {
        peer.close();

        assertThat(nexi.open(access, order(20_000, 0, false))).isEqualTo(new Opening.NotSent());
        assertThat(nexi.charge(access, "card", order(20_000, 0, false))).isEqualTo(new Charging.NotSent());
        assertThat(nexi.ask(access, "abc")).isEqualTo(new Truth.NoAnswer());
    }

    @ParameterizedTest
    @CsvSource({"400,Refused", "401,Refused", "404,Refused", "500,NoAnswer", "502,NoAnswer", "302,NoAnswer"})
    void aRefusedWindowIsToldFromADoubtfulOne(int status, String kind) {
        peer.next(Act.CREATE, new Fault.Says(status, "{\"message\":\"no\",\"code\":\"1\",\"source\":\"x\"}"));

        assertThat(nexi.open(access, order(20_000, 0, false)).getClass().getSimpleName())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "402,51,Issuer,INSUFFICIENT_FUNDS",
        "402,33,Issuer,CARD_EXPIRED",
        "402,54,Issuer,CARD_EXPIRED",
        "402,43,Issuer,CARD_BLOCKED",
        "402,05,Issuer,NO_REASON",
        "402,51,Internal,NO_REASON",
        "404,404,Checkout,CARD_UNUSABLE"
    })
    void theBanksNoIsPutInWordsOfOurOwn(int status, String code, String source, Decline decline) {
        String body = "{\"message\":\"no\",\"code\":\"" + code + "\",\"source\":\"" + source + "\"}";
        peer.next(Act.CHARGE, new Fault.Says(status, body));

        assertThat(nexi.charge(access, "card", order(20_000, 0, false))).isEqualTo(new Charging.Declined(decline));
    }

    @ParameterizedTest
    @CsvSource({
        "400,Refused",
        "401,Refused",
        "403,Refused",
        "409,NoAnswer",
        "429,NoAnswer",
        "500,NoAnswer",
        "503,NoAnswer"
    })
    void aChargeThatMayHaveHappenedIsNeverCalledRefused(int status, String kind) {
        peer.next(Act.CHARGE, new Fault.Says(status, "<html>"));

        assertThat(nexi.charge(access, "card", order(20_000, 0, false))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void aChargeIsCarriedOutOnceHoweverOftenItIsSent() {
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        GatewayOrder order = order(20_000, 0, false);

        assertThat(nexi.charge(access, "card", order)).isEqualTo(new Charging.NoAnswer());
        Charging second = nexi.charge(access, "card", order);

        assertThat(second).isEqualTo(new Charging.Accepted(peer.only().id));
        assertThat(peer.taken()).isEqualTo(20_000);
    }

    @Test
    void aLostChargeIsAskedAboutByItsKey() {
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        nexi.charge(access, "card", order(20_000, 0, false));

        assertThat(nexi.askCharge(access, "card", id)).isEqualTo(new ChargeTruth.Accepted(peer.only().id));
        assertThat(nexi.askCharge(access, "card", UUID.randomUUID())).isEqualTo(new ChargeTruth.NeverReached());
        peer.next(Act.STATUS, new Fault.Says(500, "{}"));
        assertThat(nexi.askCharge(access, "card", id)).isEqualTo(new ChargeTruth.NoAnswer());
    }

    @Test
    void aLostRefusalIsAskedAboutByItsKey() {
        peer.refusal = "51";
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        nexi.charge(access, "card", order(20_000, 0, false));

        assertThat(nexi.askCharge(access, "card", id)).isEqualTo(new ChargeTruth.Declined(Decline.INSUFFICIENT_FUNDS));
    }

    @Test
    void theTruthIsReadFromTheGatewaysBooks() {
        nexi.open(access, order(20_000, 0, true));
        NexiPeer.Entry entry = peer.only();
        assertThat(found(entry).held()).isZero();
        peer.pay(entry);

        Truth.Found truth = found(entry);

        assertThat(truth.charged()).isEqualTo(20_000);
        assertThat(truth.held()).isZero();
        assertThat(truth.reference()).isEqualTo("FJ-7K2M-94QX");
        assertThat(truth.card()).isEqualTo(new Truth.Card("Visa", "4242", YearMonth.of(2030, 8)));
        assertThat(truth.token()).isEqualTo("s" + entry.id);
        assertThat(nexi.ask(access, "nobody")).isEqualTo(new Truth.Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"payment\":{\"paymentId\":\"other\",\"orderDetails\":{\"currency\":\"DKK\"},\"summary\":{\"chargedAmount\":5}}}",
                "{\"payment\":{\"paymentId\":\"abc\",\"summary\":{\"chargedAmount\":5}}}"
            })
    void anAnswerAboutSomethingElseIsNoTruth(String body) {
        peer.next(Act.READ, new Fault.Says(200, body));

        assertThat(nexi.ask(access, "abc")).isEqualTo(new Truth.NoAnswer());
    }

    @Test
    void closingEndsAWindowGivesBackAReservationAndNeverTouchesACharge() {
        nexi.open(access, order(20_000, 0, false));
        NexiPeer.Entry entry = peer.only();
        assertThat(nexi.close(access, entry.id, found(entry))).isEqualTo(new Closing.Closed());
        assertThat(found(entry).terminated()).isTrue();

        nexi.open(access, order(30_000, 0, false));
        NexiPeer.Entry held = peer.entries().stream()
                .filter(other -> other != entry)
                .findFirst()
                .orElseThrow();
        held.reserved = 30_000;
        assertThat(nexi.close(access, held.id, found(held))).isEqualTo(new Closing.Closed());
        assertThat(held.cancelled).isEqualTo(30_000);

        Truth.Found before = found(entry);
        entry.terminated = false;
        peer.pay(entry);
        assertThat(nexi.close(access, entry.id, before)).isEqualTo(new Closing.Moved());
        assertThat(entry.charged).isEqualTo(20_000);
    }

    @Test
    void aWebhookIsReadForWhatItIsAbout() {
        assertThat(read("""
                {"id":"e1","event":"payment.charge.created.v2","timestamp":"2026-11-21T11:00:00+00:00",
                 "data":{"paymentId":"p1","amount":{"amount":200,"currency":"DKK"}}}
                """)).contains(new GatewayNews("e1", "payment.charge.created.v2", "p1", null));
        assertThat(read("""
                {"id":"e2","event":"payment.reservation.failed",
                 "data":{"paymentId":"p1","error":{"message":"Insufficient funds","code":"51","source":"Issuer"}}}
                """))
                .contains(new GatewayNews("e2", "payment.reservation.failed", "p1", Decline.INSUFFICIENT_FUNDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[1]",
                "{\"id\":\"e1\"}",
                "{\"id\":\"e1\",\"event\":\"payment.created\",\"data\":{\"paymentId\":\"../../x\"}}",
                "{\"id\":\"e1\",\"event\":\"DROP TABLE\",\"data\":{\"paymentId\":\"p1\"}}"
            })
    void aBodyThatIsNoWebhookIsNotRead(String body) {
        assertThat(read(body)).isEmpty();
    }

    private java.util.Optional<GatewayNews> read(String body) {
        return nexi.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private Truth.Found found(NexiPeer.Entry entry) {
        return (Truth.Found) nexi.ask(access, entry.id);
    }

    private GatewayOrder order(long amount, long fee, boolean remember) {
        var deposit = new GatewayOrder.Line("deposit", "Indbetaling", Money.of(amount, "DKK"));
        var surcharge = new GatewayOrder.Line("fee", "Gebyr", Money.of(fee, "DKK"));
        return new GatewayOrder(
                id,
                "FJ-7K2M-94QX",
                Money.of(amount + fee, "DKK"),
                fee == 0 ? List.of(deposit) : List.of(deposit, surcharge),
                remember,
                Locale.of("da"),
                URI.create("https://fjordby.example/payments/" + id + "/return"),
                URI.create("https://fjordby.example/payments/" + id + "/left"),
                URI.create("https://fjordby.example/terms"),
                URI.create("https://fjordby.example/hooks/nexi?payment=" + id));
    }
}
