package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dk.bykassen.journey.Households.Child;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A child stands at the till with too little money; a parent reads of it seconds later, and mends it from the mail. */
@Journey
@Order(6)
class DeclinedLunchTest {

    private static final String PARENT = "Jens Holm";
    private static final String ADDRESS = "jens.holm@example.com";

    private final JourneyTown town;

    DeclinedLunchTest(JourneyTown town) {
        this.town = town;
    }

    @ParameterizedTest
    @CsvSource({"da, true, Frida", "nb, false, Frøydis", "en, true, Flora"})
    void theButtonInTheMailMendsIt(String language, boolean scripts, String name) {
        Child child = town.households().childOf(PARENT, name, 5_00);
        assertThat(atTheTill(child).locator(".out.no")).isVisible();

        World.Mail mail = mailAbout(child);
        assertThat(mail.subject()).contains(child.name());
        Guest parent = town.guestAt("fjordby", scripts ? Guest.Device.PHONE : Guest.Device.WITHOUT_SCRIPTS);
        parent.open("/").speak(language).signIn(PARENT);
        parent.open("/accounts").sees(parent.t("decline.why.no-money", parent.money(5_00)));

        parent.open(link(mail, child, "/top-up")).isAt(child.path() + "/top-up");
        DepositForm.topUp(parent, child).type("100").withNewCard().acceptTerms().payWith(CardWindow.VISA);
        parent.isAtPayment().seesHeading(parent.t("payment.heading.paid", parent.money(100_00)));

        parent.open(child.path()).doesNotSee(parent.t("decline.why.no-money", parent.money(5_00)));
        assertThat(atTheTill(child).locator(".out.yes")).isVisible();
    }

    @Test
    void aLimitInTheWayIsRaisedFromTheMail() {
        Child child = town.households().childOf(PARENT, "Fenja", 100_00);
        Guest parent = town.guestAt("fjordby", Guest.Device.PHONE).signIn(PARENT);
        parent.open(child.path() + "/limits");
        parent.page().fill("#limit-1-day", "10");
        parent.press(parent.t("limit.save"));
        assertThat(atTheTill(child).locator(".out.no")).isVisible();

        parent.open(link(mailAbout(child), child, "/limits#limit-1-day"));
        assertThat(parent.page().locator("#limit-1-day")).isInViewport();
        parent.page().fill("#limit-1-day", "60");
        parent.press(parent.t("limit.save"));
        assertThat(atTheTill(child).locator(".out.yes")).isVisible();
        parent.open(child.path() + "/limits");
        assertThat(parent.page().locator("#limit-1-day-u")).containsText(parent.wholeMoney(25_00));
    }

    @Test
    void aDishWithATickedAllergenIsNotSoldAndTheMailDoesNotSayWhich() {
        Child child = town.households().childOf(PARENT, "Filippa", 100_00);
        Guest parent = town.guestAt("fjordby", Guest.Device.PHONE).signIn(PARENT);
        parent.open(child.path() + "/limits");
        parent.page().check("#allergen-gluten");
        parent.press(parent.t("limit.save"));

        assertThat(atTheTill(child).locator(".out.no")).isVisible();
        World.Mail mail = mailAbout(child);
        assertThat(mail.text()).doesNotContainIgnoringCase("gluten");
        assertThat(mail.html()).doesNotContainIgnoringCase("gluten");
        parent.open(child.path()).sees(parent.t("decline.why.allergen"));
    }

    /** The child buys today's dish at the simulator's till. */
    private Page atTheTill(Child child) {
        Guest cashier = town.guestAt("fjordby").open(town.world().at("/till"));
        cashier.page().fill("#card", child.chip());
        cashier.page().fill("#dish-dagens-ret", "1");
        cashier.page().locator(".pay button").click();
        return cashier.page();
    }

    private World.Mail mailAbout(Child child) {
        return town.world()
                .mail(
                        ADDRESS,
                        mail -> mail.text().contains(child.path())
                                && mail.text().contains("/profile/consents"));
    }

    /** The link of the mail's button. */
    private static String link(World.Mail mail, Child child, String end) {
        assertThat(mail.text()).containsPattern("https?://\\S+" + Pattern.quote(child.path() + end) + "\\s");
        return child.path() + end;
    }
}
