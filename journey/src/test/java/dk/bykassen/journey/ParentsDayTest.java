package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dk.bykassen.journey.Households.Child;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A parent's whole day at both towns, in every language, with scripts and without, on screens from 320 px: money in, lunch,
 * a chip lost and found again with the help that says so, and the statement in the evening.
 */
@Journey
@Order(10)
class ParentsDayTest {

    private final JourneyTown town;

    ParentsDayTest(JourneyTown town) {
        this.town = town;
    }

    @ParameterizedTest
    @CsvSource({
        "fjordby, Jens Holm, da, true, 390, Ragna",
        "fjordby, Jens Holm, nb, false, 1280, Aksel",
        "fjordby, Jens Holm, en, true, 320, Alma",
        "klosterby, Anna Lund, da, false, 320, Astrid",
        "klosterby, Anna Lund, nb, true, 390, Aron",
        "klosterby, Anna Lund, en, false, 1280, Agnes"
    })
    void fromMorningToEvening(String tenant, String who, String language, boolean scripts, int width, String name) {
        String word = tenant.equals("fjordby") ? "chip" : "card";
        Child child = town.households().childOf(tenant, who, name, 0);
        Guest parent = town.guestAt(tenant, new Guest.Device(width, scripts, false));
        parent.open("/").speak(language);
        arrive(parent, who);

        assertThat(parent.account(child.name())).containsText(parent.t("accounts.status.low"));
        fits(parent);
        parent.press(parent.t("topup.menu.top-up") + " " + parent.t("card.for", child.name()));
        DepositForm.topUp(parent, child).type("150").withNewCard().acceptTerms().payWith(CardWindow.VISA);
        parent.isAtPayment().seesHeading(parent.t("payment.heading.paid", parent.money(150_00)));

        Till till = Till.of(town, tenant);
        assertThat(till.buy(child.chip(), 35_00).result()).isEqualTo("approved");
        parent.open("/accounts").seesBalance(child.name(), 115_00);
        assertThat(parent.page().locator("table tbody tr").first()).containsText(child.firstName());
        actFor(parent, child);

        loseTheChip(parent, child, word, till);
        findItAgain(parent, child, word);
        assertThat(till.buy(child.chip(), 20_00).result()).isEqualTo("approved");

        parent.open("/help/paid-but-missing")
                .sees(parent.t("help.paid.there", parent.money(150_00), child.firstName()));
        fits(parent);
        parent.open(child.path()).sees(parent.t("accounts.one.do"));
        fits(parent);
        parent.open(child.path() + "/statement");
        assertThat(parent.page().locator("tbody tr .bal").first()).hasText(parent.figure(95_00));
        fits(parent);

        parent.signOut();
        parent.open(child.path()).isAt("/sign-in");
    }

    /** A first sign-in at Klosterby is asked for the number its eID does not hand over. */
    private static void arrive(Guest parent, String who) {
        parent.signInUpToTheGates(who, "/accounts");
        if (parent.path().equals("/sign-in/number")) {
            parent.page().fill("#number", Households.NUMBERS.get(who));
            parent.press(parent.t("identity.number.go"));
        }
        parent.passGates().open("/accounts").seesHeading(parent.t("card.accounts.title"));
    }

    /** The account in the header is chosen on any page, with scripts or without. */
    private static void actFor(Guest parent, Child child) {
        for (String page : new String[] {"/help", "/profile", "/payment-methods"}) {
            parent.open(page);
            Locator chooser = parent.page().locator("details.who");
            chooser.locator("summary").click();
            chooser.locator("a[href*='" + child.account() + "']").click();
            assertThat(parent.page().locator("details.who summary")).containsText(child.name());
            parent.isAt(page);
        }
    }

    /** Two taps from home. */
    private static void loseTheChip(Guest parent, Child child, String word, Till till) {
        parent.open("/accounts");
        parent.account(child.name())
                .locator("a[href$='/block']:visible")
                .first()
                .click();
        fits(parent);
        parent.press(parent.t("card.block.do." + word));
        parent.open("/accounts");
        assertThat(parent.account(child.name())).containsText(parent.t("accounts.status.blocked"));
        assertThat(till.buy(child.chip(), 35_00).reason()).isEqualTo("card_blocked");
    }

    private static void findItAgain(Guest parent, Child child, String word) {
        parent.open("/help").press(parent.t("help.title.chip-does-not-work." + word));
        parent.sees(parent.t("help.blocked." + word, child.firstName(), child.chip()));
        fits(parent);
        parent.page()
                .locator("main .note a[href*='" + child.account() + "'][href$='/activate']")
                .first()
                .click();
        parent.press(parent.t("card.activate.do." + word));
        parent.open("/help/chip-does-not-work").sees(parent.t("help.works." + word, child.firstName()));
    }

    private static void fits(Guest parent) {
        assertThat(parent.page()
                        .evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth <= 0"))
                .as("%s fits its screen", parent.path())
                .isEqualTo(true);
    }
}
