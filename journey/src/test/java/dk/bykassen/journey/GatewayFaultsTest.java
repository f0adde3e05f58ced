package dk.bykassen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.journey.Households.Child;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the gateway gets wrong, the money moves exactly once and the books hold. */
@Journey
@Order(7)
class GatewayFaultsTest {

    private static final String KAREN = "Karen Holm";

    private final JourneyTown town;

    GatewayFaultsTest(JourneyTown town) {
        this.town = town;
    }

    @AfterEach
    void theBooksHold() {
        World.Books books = town.world().books("fjordby");
        assertThat(books.trialBalance()).isZero();
        assertThat(books.differences()).isZero();
        assertThat(books.gatewayCharged()).isEqualTo(town.world().charged("fjordby"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duplicate_webhook", "reordered_webhook", "delayed_webhook", "no_webhook"})
    void webhooksMayComeAsTheyLike(String fault) {
        Child child = child("Hans");
        long before = town.world().charged("fjordby");
        Guest karen = town.guestAt("fjordby").signIn(KAREN);
        DepositForm.topUp(karen, child).choose(100).withNewCard().acceptTerms().send();
        town.world().order(Map.of("fault", fault, "delay", "PT1S"));
        CardWindow.of(karen).payWith(CardWindow.VISA);
        karen.seesHeading(karen.t("payment.heading.paid", karen.money(100_00)));
        town.world().advance(Duration.ofHours(1));
        assertThat(town.households().balance("fjordby", child)).isEqualTo(100_00);
        assertThat(town.world().charged("fjordby")).isEqualTo(before + 100_00);
    }

    /** The window never opened as far as we know; nobody can have paid in it. */
    @ParameterizedTest
    @ValueSource(strings = {"error500", "lost_answer"})
    void aWindowThatDoesNotOpenTakesNothing(String fault) {
        Child child = child("Ingeborg");
        long before = town.world().charged("fjordby");
        Guest karen = town.guestAt("fjordby").signIn(KAREN);
        town.world().order(Map.of("fault", fault, "on", "create", "delay", "PT1S"));
        DepositForm.topUp(karen, child).choose(100).withNewCard().acceptTerms().send();
        town.world().advance(Duration.ofHours(1));
        assertThat(town.world().charged("fjordby")).isEqualTo(before);
        assertThat(town.households().balance("fjordby", child)).isZero();
        // Trying again works.
        DepositForm.topUp(karen, child).choose(100).withNewCard().acceptTerms().payWith(CardWindow.VISA);
        karen.seesHeading(karen.t("payment.heading.paid", karen.money(100_00)));
    }

    /** The card was charged and nobody said so: wait, ask, and then it is there. Once. */
    @Test
    void aChargeWhoseAnswerIsLostIsFoundOut() {
        Child child = child("Johan");
        long before = town.world().charged("fjordby");
        Guest karen = town.guestAt("fjordby").signIn(KAREN);
        town.world().order(Map.of("fault", "no_webhook"));
        town.world().order(Map.of("fault", "lost_answer", "on", "charge_stored_card", "delay", "PT1S"));
        DepositForm.topUp(karen, child)
                .choose(100)
                .withStoredCard()
                .acceptTerms()
                .send();
        karen.seesHeading(karen.t("payment.heading.pending")).sees(karen.t("payment.lead.pending"));
        town.world().advance(Duration.ofMinutes(10));
        karen.seesHeading(karen.t("payment.heading.paid", karen.money(100_00)));
        assertThat(town.households().balance("fjordby", child)).isEqualTo(100_00);
        assertThat(town.world().charged("fjordby")).isEqualTo(before + 100_00);
    }

    /** The card was never charged and nobody said so: wait, ask, and then it is over. */
    @Test
    void aChargeThatNeverReachedTheBankIsOver() {
        Child child = child("Knud");
        long before = town.world().charged("fjordby");
        Guest karen = town.guestAt("fjordby").signIn(KAREN);
        town.world().order(Map.of("fault", "timeout", "on", "charge_stored_card", "delay", "PT1S"));
        DepositForm.topUp(karen, child)
                .choose(100)
                .withStoredCard()
                .acceptTerms()
                .send();
        karen.seesHeading(karen.t("payment.heading.pending"));
        town.world().advance(Duration.ofMinutes(10));
        karen.seesHeading(karen.t("payment.heading.not-opened"));
        assertThat(town.households().balance("fjordby", child)).isZero();
        assertThat(town.world().charged("fjordby")).isEqualTo(before);
    }

    /** The same for a standing order: one charge, though its answer was lost and more purchases called for it. */
    @Test
    void aStandingOrdersLostAnswerIsNotChargedAgain() {
        Child child = town.households().childOf(KAREN, "Laura", 60_00);
        Guest karen = town.guestAt("fjordby").signIn(KAREN);
        DepositForm.automatic(karen, child)
                .choose(100)
                .withStoredCard()
                .email("laura@example.com")
                .now(false)
                .acceptTerms()
                .send();
        karen.sees(karen.t("topup.notice.auto-begun"));
        long before = town.world().charged("fjordby");
        town.world().order(Map.of("fault", "no_webhook"));
        town.world().order(Map.of("fault", "lost_answer", "on", "charge_stored_card", "delay", "PT1S"));
        Till till = Till.of(town, "fjordby");
        till.buy(child.chip(), 20_00);
        World.await("the charge at the gateway", () -> town.world().charged("fjordby") == before + 100_00);
        till.buy(child.chip(), 5_00);
        till.buy(child.chip(), 5_00);
        town.world().advance(Duration.ofMinutes(30));
        assertThat(town.households().balance("fjordby", child)).isEqualTo(130_00);
        assertThat(town.world().charged("fjordby")).isEqualTo(before + 100_00);
    }

    private Child child(String firstName) {
        return town.households().childOf(KAREN, firstName, 0);
    }
}
