package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.payment.gateway.nexi.NexiPeer;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

class HooksTest extends PaymentTown {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What may tell us that a payment was made. */
    enum News {
        RETURN,
        WEBHOOK,
        DUPLICATE,
        JANITOR
    }

    @LocalServerPort
    int port;

    @Autowired
    Hooks hooks;

    static Stream<List<News>> everyOrder() {
        List<List<News>> orders = new ArrayList<>();
        permute(new ArrayList<>(), orders);
        return orders.stream();
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void inWhateverOrderTheNewsComesThePaymentIsCreditedOnce(List<News> order) {
        UUID id = openWindow();
        peer.pay(entry(id));
        for (News news : order) {
            bring(news, id);
            assertThat(state(id)).isEqualTo(PaymentState.PAID);
        }

        assertCreditedOnce(id);
        assertThat(count("payment.hook where handled_at is not null")).isEqualTo(1);
    }

    @Test
    void allNewsAtOnceCreditsOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            UUID id = openWindow();
            long before = balance();
            peer.pay(entry(id));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (News news : News.values()) {
                    threads.submit(() -> bring(news, id));
                    threads.submit(() -> bring(news, id));
                }
            }
            assertThat(state(id)).isEqualTo(PaymentState.PAID);
            assertThat(balance() - before).isEqualTo(20_000);
            assertThat(ear.heardOf(id)).containsExactly(PaymentState.PAID);
        }
        assertNothingLostOrDoubled();
    }

    @Test
    void aWebhookWithTheWrongSecretIsTurnedAwayAndNotKept() {
        UUID id = openWindow();
        peer.pay(entry(id));
        String body = hook("e1", "payment.charge.created.v2", entry(id).id);

        assertThat(post("/hooks/nexi", "WrongSecret1234567890", body)).isEqualTo(401);
        assertThat(post("/hooks/nexi", null, body)).isEqualTo(401);
        assertThat(post("/hooks/nexi", "", body)).isEqualTo(401);

        assertThat(count("payment.hook")).isZero();
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);
    }

    @Test
    void aBodyThatMakesNoSenseIsNotKept() {
        assertThat(post("/hooks/nexi", NexiPeer.HOOK_SECRET, "not json")).isEqualTo(400);
        assertThat(post("/hooks/nexi", NexiPeer.HOOK_SECRET, "x".repeat(200_000)))
                .isEqualTo(400);
        assertThat(post("/hooks/somebody", NexiPeer.HOOK_SECRET, "{}")).isEqualTo(404);

        assertThat(count("payment.hook")).isZero();
    }

    @Test
    void aWebhookAboutAPaymentNobodyKnowsIsAcknowledgedSoThatItIsNotRepeated() {
        assertThat(post("/hooks/nexi", NexiPeer.HOOK_SECRET, hook("e1", "payment.charge.created.v2", "nobody")))
                .isEqualTo(200);

        assertThat(count("payment.hook where payment_id is null")).isEqualTo(1);
        assertThat(count("payment.payment")).isZero();
    }

    @Test
    void aWebhookIsOnlyAHintAndTheBooksDecide() {
        UUID id = openWindow();

        bring(News.WEBHOOK, id);

        assertThat(state(id)).isEqualTo(PaymentState.PENDING);
        assertThat(balance()).isZero();
    }

    @Test
    void aWebhookThatIsFasterThanTheAnswerItSpeaksOfIsUnderstood() {
        StoredCard card = storeCard();
        peer.next(Act.CHARGE, new Fault.Before(() -> {
            NexiPeer.Entry entry = peer.entries().stream()
                    .filter(known -> known.charged > 0)
                    .findFirst()
                    .orElseThrow();
            // The address the gateway was given, with the payment in it: its own name for it is not known yet.
            String address = entry.request
                    .path("notifications")
                    .path("webHooks")
                    .get(0)
                    .path("url")
                    .asString();
            String path =
                    URI.create(address).getRawPath() + "?" + URI.create(address).getRawQuery();
            assertThat(post(path, NexiPeer.HOOK_SECRET, hook("e1", "payment.charge.created.v2", entry.id)))
                    .isEqualTo(200);
            actOnWaitingHooks();
        }));

        Charged charged = at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));

        assertThat(charged).isInstanceOf(Charged.Paid.class);
        UUID id = ((Charged.Paid) charged).paymentId();
        assertThat(steps(id)).containsExactly("created completed paid");
        assertThat(balance()).isEqualTo(20_000);
        assertNothingLostOrDoubled();
    }

    @Test
    void aLostAnswerToAChargeIsFoundByItsWebhook() {
        StoredCard card = storeCard();
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        var unknown = (Charged.Unknown) at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));

        post(
                "/hooks/nexi?payment=" + unknown.paymentId(),
                NexiPeer.HOOK_SECRET,
                hook("e1", "payment.charge.created.v2", entry(unknown.paymentId()).id));
        actOnWaitingHooks();

        assertThat(state(unknown.paymentId())).isEqualTo(PaymentState.PAID);
        assertNothingLostOrDoubled();
    }

    @Test
    void aLostRefusalOfAChargeIsFoundByItsWebhook() {
        StoredCard card = storeCard();
        peer.refusal = "51";
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        var unknown = (Charged.Unknown) at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));

        post(
                "/hooks/nexi?payment=" + unknown.paymentId(),
                NexiPeer.HOOK_SECRET,
                refusal("e1", "payment.charge.failed", entry(unknown.paymentId()).id, "51"));
        actOnWaitingHooks();

        assertThat(state(unknown.paymentId())).isEqualTo(PaymentState.DECLINED);
        assertThat(view(unknown.paymentId()).reason()).isEqualTo(PaymentReason.INSUFFICIENT_FUNDS);
    }

    @Test
    void aRefusedCardLeavesTheWindowOpenUntilThePayerLeavesIt() {
        UUID id = openWindow();
        post(
                "/hooks/nexi?payment=" + id,
                NexiPeer.HOOK_SECRET,
                refusal("e1", "payment.reservation.failed", entry(id).id, "54"));
        actOnWaitingHooks();
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);

        assertThat(visitor().get("/payments/" + id + "/left").status()).isEqualTo(303);

        assertThat(state(id)).isEqualTo(PaymentState.DECLINED);
        assertThat(view(id).reason()).isEqualTo(PaymentReason.CARD_EXPIRED);
        assertThat(entry(id).terminated).isTrue();
    }

    @Test
    void aRefusedCardThenAGoodOneIsPaid() {
        UUID id = openWindow();
        post(
                "/hooks/nexi?payment=" + id,
                NexiPeer.HOOK_SECRET,
                refusal("e1", "payment.reservation.failed", entry(id).id, "51"));
        peer.pay(entry(id));
        bring(News.WEBHOOK, id);

        assertCreditedOnce(id);
        assertThat(view(id).reason()).isNull();
    }

    @Test
    void theTruthIsAskedForAgainWhenTheGatewayDoesNotAnswer() {
        UUID id = openWindow();
        peer.pay(entry(id));
        peer.next(Act.READ, new Fault.Says(503, ""));
        bring(News.WEBHOOK, id);
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);
        assertThat(count("payment.hook where handled_at is null")).isEqualTo(1);
        actOnWaitingHooks();

        assertThat(state(id)).isEqualTo(PaymentState.PAID);
        assertThat(count("payment.hook where handled_at is null")).isZero();
    }

    @Test
    void aWebhookAfterWeGaveThePaymentUpStillCredits() {
        UUID id = openWindow();
        later(Duration.ofMinutes(20));
        peer.next(Act.TERMINATE, new Fault.Says(204, ""));
        look(id);
        assertThat(state(id)).isEqualTo(PaymentState.EXPIRED);
        peer.pay(entry(id));
        bring(News.WEBHOOK, id);

        assertThat(state(id)).isEqualTo(PaymentState.PAID);
        assertNothingLostOrDoubled();
    }

    @Test
    void anotherTownsSecretOpensNothingHere() {
        UUID id = openWindow();
        String body = hook("e1", "payment.charge.created.v2", entry(id).id);
        town = dk.bykassen.TestTown.found(founding);
        with(() -> {
            accounts.set(
                    "nexi",
                    new dk.bykassen.payment.gateway.GatewayAccess(
                            peer.access().base(), peer.access().windowOrigin(), "other", "AnotherSecret123"));
            return true;
        });

        assertThat(post("/hooks/nexi", NexiPeer.HOOK_SECRET, body)).isEqualTo(401);
    }

    private void bring(News news, UUID id) {
        switch (news) {
            case RETURN ->
                assertThat(visitor()
                                .get("/payments/" + id + "/return?paymentid=" + entry(id).id)
                                .location())
                        .isEqualTo("/payments/" + id);
            case WEBHOOK, DUPLICATE -> {
                String body = hook("e" + id, "payment.charge.created.v2", entry(id).id);
                assertThat(post("/hooks/nexi?payment=" + id, NexiPeer.HOOK_SECRET, body))
                        .isEqualTo(200);
                actOnWaitingHooks();
            }
            case JANITOR -> look(id);
        }
    }

    /** What the scheduler would do. */
    private void actOnWaitingHooks() {
        List<Long> waiting = with(() -> jdbc.sql("select id from payment.hook where handled_at is null")
                .query(Long.class)
                .list());
        waiting.forEach(hook -> at(() -> hooks.act(hook.toString())));
    }

    private void assertCreditedOnce(UUID id) {
        assertThat(balance()).isEqualTo(20_000);
        assertThat(balanceOf(AccountKind.FEE)).isEqualTo(300);
        assertThat(steps(id)).containsExactly("created opened pending", "pending completed paid");
        assertThat(ear.heardOf(id)).containsExactly(PaymentState.PAID);
        assertThat(count("message.message")).isEqualTo(1);
        assertNothingLostOrDoubled();
    }

    private Visitor visitor() {
        return new Visitor(port, town.hosts().getFirst());
    }

    private static String hook(String id, String event, String payment) {
        return "{\"id\":\"%s\",\"event\":\"%s\",\"data\":{\"paymentId\":\"%s\"}}".formatted(id, event, payment);
    }

    private static String refusal(String id, String event, String payment, String code) {
        return "{\"id\":\"%s\",\"event\":\"%s\",\"data\":{\"paymentId\":\"%s\",\"error\":{\"code\":\"%s\",\"source\":\"Issuer\"}}}"
                .formatted(id, event, payment, code);
    }

    private int post(String path, String authorization, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Host", town.hosts().getFirst() + ":" + port)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void permute(List<News> begun, List<List<News>> all) {
        if (begun.size() == News.values().length) {
            all.add(List.copyOf(begun));
            return;
        }
        for (News news : News.values()) {
            if (!begun.contains(news)) {
                begun.add(news);
                permute(begun, all);
                begun.removeLast();
            }
        }
    }
}
