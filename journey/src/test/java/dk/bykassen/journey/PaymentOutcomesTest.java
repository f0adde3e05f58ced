package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.journey.Households.Child;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A payment lives at one address, and whatever comes of it, that address tells the truth and whether money was taken. */
@Journey
@Order(4)
class PaymentOutcomesTest {

    private static final String KAREN = "Karen Holm";

    private final JourneyTown town;

    PaymentOutcomesTest(JourneyTown town) {
        this.town = town;
    }

    /** The gateway has the money, but tells nobody: the page says wait, and does so by itself until it knows. */
    @Test
    void pendingUntilTheGatewayIsHeardAgain() {
        Child child = child("Alma");
        Guest karen = fillsIn(child);
        town.world().order("no_webhook");
        town.world().order(Map.of("fault", "error500", "on", "read", "times", 1));
        CardWindow.of(karen).payWith(CardWindow.VISA);
        karen.seesHeading(karen.t("payment.heading.pending")).sees(karen.t("payment.lead.pending"));
        assertThat(town.households().balance("fjordby", child)).isZero();

        town.world().advance(Duration.ofMinutes(2));
        karen.seesHeading(karen.t("payment.heading.paid", karen.money(100_00)));
        assertThat(town.households().balance("fjordby", child)).isEqualTo(100_00);
    }

    @Test
    void pendingWhileTheWindowStandsOpen() {
        Child child = child("Bertram");
        Guest karen = fillsIn(child);
        CardWindow.of(karen);
        String window = karen.page().url();
        String payment = "/payments/" + town.households().paymentFor("fjordby", child);
        karen.open(payment).seesHeading(karen.t("payment.heading.pending"));
        karen.press(karen.t("payment.pending.window.back"));
        assertThat(karen.page()).hasURL(window);

        karen.open(payment).press(karen.t("payment.pending.window.cancel"));
        karen.isAt(payment).seesHeading(karen.t("payment.heading.cancelled"));
        assertThat(town.households().balance("fjordby", child)).isZero();
    }

    @Test
    void cancelledByTurningBackInTheWindow() {
        Child child = child("Clara");
        Guest karen = fillsIn(child);
        CardWindow.of(karen).turnBack();
        karen.isAtPayment().seesHeading(karen.t("payment.heading.cancelled"));
        karen.sees(karen.t("payment.lead.cancelled"));
        karen.press(karen.t("payment.again")).isAt(child.path() + "/top-up");
        assertThat(town.households().balance("fjordby", child)).isZero();
    }

    @Test
    void declinedByTheBankOfAStoredCard() {
        Child child = child("Dicte");
        Guest karen = town.guestAt("fjordby").signIn(KAREN);
        town.world().order("no_funds");
        DepositForm.topUp(karen, child)
                .choose(100)
                .withStoredCard()
                .acceptTerms()
                .send();
        karen.isAtPayment().seesHeading(karen.t("payment.heading.declined"));
        karen.sees(karen.t("payment.reason.insufficient_funds"))
                .sees(karen.t("payment.declined.next.insufficient_funds"));
        karen.press(karen.t("payment.again.card")).isAt(child.path() + "/top-up");
        assertThat(town.households().balance("fjordby", child)).isZero();
    }

    /** A card that is declined in the window leaves it open: nothing has failed yet, and another card may pay. */
    @Test
    void aDeclinedCardInTheWindowIsNotTheEnd() {
        Child child = child("Esther");
        Guest karen = fillsIn(child);
        CardWindow.of(karen).payWith(CardWindow.DECLINED);
        assertThat(karen.page().locator(".errors")).isVisible();
        karen.page().fill("#number", CardWindow.VISA);
        karen.page().locator("button[value=pay]").click();
        karen.seesHeading(karen.t("payment.heading.paid", karen.money(100_00)));
        assertThat(town.households().balance("fjordby", child)).isEqualTo(100_00);
    }

    @Test
    void expiredWhenNobodyCameBack() {
        Child child = child("Filippa");
        Guest karen = fillsIn(child);
        CardWindow.of(karen);
        String window = karen.page().url();
        String payment = "/payments/" + town.households().paymentFor("fjordby", child);
        town.world().advance(Duration.ofHours(3));
        karen.open(payment).seesHeading(karen.t("payment.heading.expired")).sees(karen.t("payment.lead.expired"));
        // Nor can anybody pay in that window any more.
        karen.open(window);
        assertThat(karen.page().locator("button[value=pay]")).hasCount(0);
        assertThat(town.households().balance("fjordby", child)).isZero();
    }

    /** Paid in the window, then the browser died; and no webhook came: the janitor asks before it gives up. */
    @Test
    void whoNeverReturnedHasPaidAllTheSame() {
        Child child = child("Gry");
        Guest karen = fillsIn(child);
        CardWindow.of(karen);
        String payment = "/payments/" + town.households().paymentFor("fjordby", child);
        town.world().order("no_webhook");
        town.world().payInWindow(karen.page().url(), CardWindow.VISA);
        town.world().advance(Duration.ofHours(3));
        karen.open(payment).seesHeading(karen.t("payment.heading.paid", karen.money(100_00)));
        assertThat(town.households().balance("fjordby", child)).isEqualTo(100_00);
    }

    @Test
    void anotherBrowserWithoutCookiesSeesTheStatusAlone() {
        Child child = child("Hjalte");
        Guest karen = fillsIn(child);
        CardWindow.of(karen).payWith(CardWindow.VISA);
        String payment = karen.seesHeading(karen.t("payment.heading.paid", karen.money(100_00)))
                .path();

        Guest phone = town.guestAt("fjordby", Guest.Device.PHONE).open(payment + "/return?paymentid=whatever");
        phone.isAt(payment).seesHeading(phone.t("payment.page.paid")).sees(phone.t("payment.status.paid"));
        assertThat(phone.page().content())
                .doesNotContain(
                        "Hjalte",
                        "Karen",
                        "100,00",
                        "4242",
                        "Visa",
                        child.chip(),
                        child.account().toString());
        phone.page().locator("main a[href^='/sign-in']").click();
        phone.isAt("/sign-in");
    }

    private Guest fillsIn(Child child) {
        Guest karen = town.guestAt("fjordby").signIn(KAREN);
        DepositForm.topUp(karen, child).choose(100).withNewCard().acceptTerms().send();
        return karen;
    }

    private Child child(String firstName) {
        return town.households().childOf(KAREN, firstName, 0);
    }
}
