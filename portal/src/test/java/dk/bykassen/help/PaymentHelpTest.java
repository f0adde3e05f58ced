package dk.bykassen.help;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.card.CardTown;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentDesk;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Started;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Karen paid and wonders where the money is: help lists what she paid, as the gateway's books have it. */
class PaymentHelpTest extends CardTown {

    private static final String MISSING = Topic.PAID_BUT_MISSING.page();
    private static final String SAME = Topic.IDENTICAL_TRANSACTION.page();

    @LocalServerPort
    int port;

    @Autowired
    Doorway doorway;

    private Visitor browser;

    @BeforeEach
    void signIn() {
        browser = signedIn(karen);
    }

    @Test
    void whereNothingWasPaidNothingIsMissing() {
        assertThat(browser.get(MISSING).body()).contains("Vi kan ikke se en betaling fra dig de seneste 14 dage");
        assertThat(browser.get(SAME).body()).contains("Ingen af dine betalinger er sendt to gange");
    }

    @Test
    void theGatewayIsAskedAgainAndTheMoneyArrives() {
        UUID payment = deposit(200);
        peer.pay(inTheGatewaysBooks(payment));
        assertThat(browser.get(MISSING).body())
                .contains("En betaling på 200,00\u00a0kr. er på vej", "/payments/" + payment, "Spørg banken igen");
        assertThat(balance()).isZero();

        Visitor.Answer asked =
                browser.post(MISSING, Map.of("_csrf", browser.get("/terms").csrf()));
        assertThat(asked.location()).isEqualTo(MISSING);

        assertThat(balance()).isEqualTo(200_00);
        assertThat(browser.get(MISSING).body())
                .contains(
                        "200,00\u00a0kr. er sat ind til Emil",
                        "Gået igennem",
                        account().page() + "/statement")
                .doesNotContain("Spørg banken igen");
    }

    @Test
    void moneyOfAnotherAmountIsBeingLookedInto() {
        UUID payment = deposit(200);
        peer.pay(inTheGatewaysBooks(payment), 150_00);
        PaymentDesk.look(portal, town, payment);

        assertThat(browser.get(MISSING).body())
                .contains("150,00\u00a0kr. er modtaget, men ikke sat ind endnu", "Bliver undersøgt", "/contact");
    }

    @Test
    void aPaymentSentTwiceIsSeenAndTwoOfDifferentDaysAreNot() {
        pay(deposit(200));
        clock.advance(Duration.ofDays(1));
        pay(deposit(200));
        assertThat(browser.get(SAME).body()).contains("Ingen af dine betalinger er sendt to gange");

        clock.advance(Duration.ofMinutes(5));
        pay(deposit(200));
        assertThat(browser.get(SAME).body()).contains("200,00\u00a0kr. er betalt to gange lige efter hinanden");
    }

    @Test
    void oldPaymentsAndThoseOfOthersAreNotShown() {
        UUID payment = deposit(200);
        pay(payment);
        Person jens = with(() -> people.create(NewPerson.named("Jens", "Holm", DANISH)));
        assertThat(signedIn(jens).get(MISSING).body()).doesNotContain(payment.toString(), "200,00");

        clock.advance(Duration.ofDays(15));
        assertThat(browser.get(MISSING).body()).doesNotContain(payment.toString());
    }

    @Test
    void whoeverPressesForNothingAsksForNothing() {
        deposit(200);
        Person jens = with(() -> people.create(NewPerson.named("Jens", "Holm", DANISH)));
        Visitor his = signedIn(jens);
        his.post(MISSING, Map.of("_csrf", his.get("/terms").csrf()));
        assertThat(balance()).isZero();
        assertThat(new Visitor(port, town.hosts().getFirst())
                        .post(MISSING, Map.of())
                        .status())
                .isIn(303, 403);
    }

    private void pay(UUID payment) {
        peer.pay(inTheGatewaysBooks(payment));
        PaymentDesk.look(portal, town, payment);
    }

    /** Opens a window in which Karen pays into Emil's account. */
    private UUID deposit(long kroner) {
        Started started = at(() -> payments.start(new NewPayment(
                PaymentKind.TOP_UP,
                karen.id(),
                account().purseId(),
                kroner(kroner),
                kroner(0),
                null,
                null,
                DANISH,
                UUID.randomUUID(),
                false,
                null,
                account().publicId())));
        return ((Started.Window) started).paymentId();
    }

    private Visitor signedIn(Person person) {
        var visitor = new Visitor(port, town.hosts().getFirst());
        TestTown.in(town, () -> {
            doorway.signIn(town, person, visitor);
            return true;
        });
        return visitor;
    }
}
