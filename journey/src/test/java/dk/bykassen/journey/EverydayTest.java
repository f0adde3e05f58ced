package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dk.bykassen.journey.Households.Child;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way from signing in to the statement, in each language, with scripts and without. */
@Journey
@Order(9)
class EverydayTest {

    private static final String PARENT = "Ny Borger";

    private final JourneyTown town;

    EverydayTest(JourneyTown town) {
        this.town = town;
    }

    @ParameterizedTest
    @CsvSource({"da, false, Lykke", "nb, true, Liv", "en, false, Lucy"})
    void aParentSignsInPaysAndReadsTheStatement(String language, boolean scripts, String name) {
        Child child = town.households().childOf(PARENT, name, 0);
        Guest parent = town.guestAt("fjordby", scripts ? Guest.Device.PHONE : Guest.Device.WITHOUT_SCRIPTS);
        parent.open("/").speak(language);
        assertThat(parent.page().locator("html")).hasAttribute("lang", language);
        parent.signIn(PARENT).isAt("/accounts").seesHeading(parent.t("card.accounts.title"));
        parent.press(parent.t("topup.menu.top-up") + " " + parent.t("card.for", child.name()));

        // Mistakes are explained without scripts too.
        DepositForm form =
                DepositForm.topUp(parent, child).type("12").withNewCard().acceptTerms();
        form.send();
        form.isRefused(
                "other", parent.t("topup.fault.amount.range", parent.wholeMoney(20_00), parent.wholeMoney(1000_00)));
        form.type("150").payWith(CardWindow.VISA);
        parent.isAtPayment().seesHeading(parent.t("payment.heading.paid", parent.money(150_00)));
        parent.press(parent.t("card.to-accounts"));

        parent.isAt("/accounts").seesBalance(child.name(), 150_00);
        Till.of(town, "fjordby").buy(child.chip(), 12_50);
        parent.open(child.path() + "/statement");
        assertThat(parent.page().locator(".led tbody tr")).hasCount(2);
        assertThat(parent.page().locator(".led tbody tr .bal").first()).hasText(parent.figure(137_50));
        assertThat(parent.page().locator(".led tbody tr").first()).containsText(parent.signed(-12_50));

        parent.signOut();
        parent.open(child.path() + "/statement").isAt("/sign-in");
    }

    /** Without scripts a waiting payment refreshes itself all the same. */
    @Test
    void aWaitingPaymentRefreshesItselfWithoutScripts() {
        Child child = town.households().childOf("Karen Holm", "Rigmor", 0);
        Households.Begun begun = town.households().startPayment("fjordby", child);
        Guest karen = town.guestAt("fjordby", Guest.Device.WITHOUT_SCRIPTS).signIn("Karen Holm");
        karen.open("/payments/" + begun.id()).seesHeading(karen.t("payment.heading.pending"));
        town.world().payInWindow(begun.window(), CardWindow.VISA);
        assertThat(karen.page().locator("h1"))
                .hasText(
                        karen.t("payment.heading.paid", karen.money(100_00)),
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions().setTimeout(30_000));
    }
}
