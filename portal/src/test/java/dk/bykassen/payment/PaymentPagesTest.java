package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.payment.gateway.nexi.NexiPeer;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

class PaymentPagesTest extends PaymentTown {

    private static final String TAKEN_NOTHING = "Der er ikke trukket penge";

    @LocalServerPort
    int port;

    @Autowired
    Doorway doorway;

    Visitor browser;

    @BeforeEach
    void signIn() {
        browser = new Visitor(port, town.hosts().getFirst());
        doorway.signIn(town, karen, browser);
    }

    @Test
    void aPaidPaymentIsItsReceipt() {
        UUID id = openWindow();
        peer.pay(entry(id));
        Answer back = browser.get("/payments/" + id + "/return?paymentid=" + entry(id).id);
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.location()).isEqualTo("/payments/" + id);

        Answer page = browser.get(back.location());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "200,00\u00a0kr. er sat ind",
                        "Emil Holm",
                        "8D40B2F3",
                        "Visa, slutter på 4242",
                        view(id).reference(),
                        "203,00\u00a0kr.",
                        "3,00\u00a0kr.",
                        "karen@example.com")
                .doesNotContain("data-state", "http-equiv");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aPendingPaymentRefreshesItselfAndSaysNotToPayAgain() {
        UUID id = openWindow();

        Answer page = browser.get("/payments/" + id);

        assertThat(page.body())
                .contains(
                        "data-state=\"pending\"",
                        "<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>",
                        "Betal ikke igen",
                        "/payments/" + id + "/window",
                        "kl.\u00a011.20");
        assertThat(browser.get("/payments/" + id + "/window").location())
                .startsWith(peer.access().windowOrigin() + "/window?paymentId=" + entry(id).id);
    }

    @Test
    void thePayerTurnsBackInTheWindowAndNothingWasTaken() {
        UUID id = openWindow();

        assertThat(browser.get("/payments/" + id + "/left").location()).isEqualTo("/payments/" + id);

        assertThat(browser.get("/payments/" + id).body())
                .contains("Du afbrød betalingen", TAKEN_NOTHING, "/accounts/" + subject + "/top-up", "Prøv igen");
        assertThat(entry(id).terminated).isTrue();
        assertThat(browser.get("/payments/" + id + "/window").location()).isEqualTo("/payments/" + id);
    }

    @Test
    void turningBackAfterPayingDoesNotUndoThePayment() {
        UUID id = openWindow();
        peer.pay(entry(id));

        browser.get("/payments/" + id + "/left");

        assertThat(state(id)).isEqualTo(PaymentState.PAID);
    }

    @Test
    void thePayerCancelsFromThePaymentsPage() {
        UUID id = openWindow();
        String csrf = browser.get("/payments/" + id).csrf();
        assertThat(browser.post("/payments/" + id + "/cancel", Map.of()).status())
                .isEqualTo(403);
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);

        assertThat(browser.post("/payments/" + id + "/cancel", Map.of("_csrf", csrf))
                        .location())
                .isEqualTo("/payments/" + id);

        assertThat(state(id)).isEqualTo(PaymentState.CANCELLED);
    }

    @Test
    void aDeclinedCardIsSaidInWordsThatHelp() {
        StoredCard card = storeCard();
        peer.refusal = "51";
        var declined = (Started.Decided) at(() -> payments.start(topUp(UUID.randomUUID(), 20_000, false, card.id())));

        assertThat(browser.get("/payments/" + declined.paymentId()).body())
                .contains(
                        "Banken sagde nej",
                        TAKEN_NOTHING,
                        "Ikke dækning på kortet",
                        "Kontrollér saldoen",
                        "Prøv et andet kort",
                        "Visa, slutter på 4242");
    }

    @Test
    void timeThatRanOutIsSaid() {
        UUID id = openWindow();
        later(Duration.ofMinutes(20));
        look(id);

        assertThat(browser.get("/payments/" + id).body()).contains("Tiden løb ud", TAKEN_NOTHING, "Prøv igen");
    }

    @Test
    void aWindowThatDidNotOpenIsSaidAtOnce() {
        peer.next(Act.CREATE, new Fault.LostAnswer());
        var unknown = (Started.Unknown) at(() -> payments.start(topUp(UUID.randomUUID())));

        assertThat(browser.get("/payments/" + unknown.paymentId()).body())
                .contains("Betalingen kom ikke i gang", TAKEN_NOTHING, "Prøv igen")
                .doesNotContain("data-state");
    }

    @Test
    void moneyThatDoesNotFitIsInGoodHands() {
        UUID id = openWindow();
        peer.pay(entry(id), 12_345);
        look(id);

        assertThat(browser.get("/payments/" + id).body())
                .contains("Vi undersøger din betaling", "123,45\u00a0kr.", "Betal ikke igen", view(id).reference());
    }

    @Test
    void aChargeNobodyKnowsAboutYetIsPending() {
        StoredCard card = storeCard();
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        var unknown = (Started.Unknown) at(() -> payments.start(topUp(UUID.randomUUID(), 20_000, false, card.id())));

        assertThat(browser.get("/payments/" + unknown.paymentId()).body())
                .contains("data-state=\"pending\"", "Betal ikke igen", "Vi spørger, til vi ved det")
                .doesNotContain("/window");
    }

    @Test
    void anotherBrowserWithoutCookiesSeesTheStatusAndNothingElse() {
        UUID id = openWindow();
        var stranger = new Visitor(port, town.hosts().getFirst());
        assertThat(stranger.get("/payments/" + id).body())
                .contains("data-state=\"pending\"", "Betal ikke igen")
                .doesNotContain("Emil", "200,00", "karen@example.com");
        peer.pay(entry(id));

        String there =
                stranger.get("/payments/" + id + "/return?paymentid=whatever").location();
        Answer page = stranger.get(there);

        assertThat(page.body())
                .contains("pengene er sat ind", "/sign-in?to=/payments/" + id)
                .doesNotContain("Emil", "200,00", "4242", "karen@example.com", "_csrf");
        assertThat(state(id)).isEqualTo(PaymentState.PAID);
        assertThat(stranger.get("/payments/" + id + "/window").location()).startsWith("/sign-in");
        assertThat(stranger.post("/payments/" + id + "/cancel", Map.of()).location())
                .startsWith("/sign-in");
    }

    @Test
    void aPaymentOfSomebodyElseIsNotThere() {
        UUID id = openWindow();
        Person jens = with(() -> people.create(NewPerson.named("Jens", "Holm", DANISH)));
        var other = new Visitor(port, town.hosts().getFirst());
        doorway.signIn(town, jens, other);

        assertThat(other.get("/payments/" + id).status()).isEqualTo(404);
        assertThat(other.get("/payments/" + id + "/window").status()).isEqualTo(404);
        assertThat(other.get("/payments/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(other.get("/payments/garbage").status()).isEqualTo(404);

        var elsewhere = TestTown.found(founding);
        var visitor = new Visitor(port, elsewhere.hosts().getFirst());
        assertThat(visitor.get("/payments/" + id).status()).isEqualTo(404);
        assertThat(visitor.get("/payments/" + id + "/return").status()).isEqualTo(404);
    }

    @Test
    void whileTheGatewayIsDownThePageStillAnswers() {
        UUID id = openWindow();
        peer.next(Act.READ, new Fault.Says(500, ""));

        assertThat(browser.get("/payments/" + id + "/return").location()).isEqualTo("/payments/" + id);
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);
    }

    @Test
    void formsMayEndAtTheWindowAndNowhereElse() {
        assertThat(browser.get("/payment-methods").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("form-action 'self'", peer.access().windowOrigin()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"da", "nb", "en"})
    void everyPageSpeaksEveryLanguage(String language) {
        browser.get("/payments/" + UUID.randomUUID() + "?lang=" + language);
        browser.cookies().put("lang", language);
        StoredCard card = storeCard();
        UUID id = openWindow();
        List<String> pages =
                List.of("/payments/" + id, "/payment-methods", "/payment-methods/" + card.publicId() + "/remove");
        for (String page : pages) {
            assertThat(browser.get(page).status()).as(page).isEqualTo(200);
        }
        NexiPeer.Entry entry = entry(id);
        peer.pay(entry);
        look(id);
        assertThat(browser.get("/payments/" + id).status()).isEqualTo(200);
    }
}
