package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Karen, Anna, Maja and Ola sign in and see what is theirs. */
@Journey
@Order(2)
class SignInTest {

    private final JourneyTown town;

    SignInTest(JourneyTown town) {
        this.town = town;
    }

    @Test
    void karenSignsInWithMitIdAndSeesHerAccountAndEmils() {
        Guest karen = town.guestAt("fjordby").open("/sign-in");
        karen.press(karen.t("identity.sign-in.with", "MitID"));
        karen.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Karen Holm"))
                .click();
        karen.isAt("/accounts").seesHeading(karen.t("card.accounts.title"));

        karen.seesBalance("Karen Holm", 200_00).seesBalance("Emil Holm", 135_50);
        assertThat(karen.account("Emil Holm")).containsText(karen.t("accounts.status.active"));
        karen.account("Emil Holm").locator("summary").click();
        assertThat(karen.account("Emil Holm").locator(".code")).hasText("8D40B2F3");
        karen.account("Karen Holm").locator("summary").click();
        assertThat(karen.account("Karen Holm").locator(".code")).hasText("5C1A77E0");

        // The date of birth may be read; the number it was taken from is nowhere in the page.
        assertThat(karen.account("Emil Holm")).containsText("03.09.2014");
        assertThat(karen.page().content()).doesNotContain("1012", "4012").doesNotContain("740583", "630914");
    }

    @Test
    void whoIsSignedOutIsAStrangerAgain() {
        Guest karen = town.guestAt("fjordby").signIn("Karen Holm");
        karen.isAt("/accounts").signOut();
        karen.open("/accounts").isAt("/sign-in");
    }

    @Test
    void aPrivatePageComesAfterTheSignInItAskedFor() {
        Guest karen = town.guestAt("fjordby").open("/payment-methods").isAt("/sign-in");
        karen.press(karen.t("identity.sign-in.with", "MitID"));
        karen.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Karen Holm"))
                .click();
        karen.isAt("/payment-methods");
    }

    @Test
    void whoAbortsIsToldInPlainWords() {
        Guest karen = town.guestAt("fjordby").open("/sign-in");
        karen.press(karen.t("identity.sign-in.with", "MitID"));
        karen.page().locator("button[name=abort]").click();
        karen.isAt("/sign-in").sees(karen.t("identity.why.aborted.title"));
        karen.open("/accounts").isAt("/sign-in");
    }

    @Test
    void annaIsAskedForHerNumberOnce() {
        Guest anna = town.guestAt("klosterby").signIn("Anna Lund");
        anna.isAt("/sign-in/number").page().fill("#number", "711185 1011");
        anna.press(anna.t("identity.number.go"));

        // She has no card: no balance of her own and nothing to press, but her daughter's account.
        anna.isAt("/accounts").seesBalance("Vilde Lund", 0);
        assertThat(anna.account("Anna Lund")).containsText(anna.t("accounts.none.card"));
        assertThat(anna.account("Anna Lund").locator(".money, .btn, a")).hasCount(0);
        assertThat(anna.account("Vilde Lund")).containsText("09.03.2012");
        anna.account("Vilde Lund").locator("summary").click();
        assertThat(anna.account("Vilde Lund").locator(".code")).hasText("4000 12341234");
        assertThat(anna.page().content()).doesNotContain("711185", "690312", "4018");

        Guest again = town.guestAt("klosterby").signIn("Anna Lund");
        again.isAt("/accounts").seesBalance("Vilde Lund", 0);
    }

    @Test
    void threeWrongNumbersEndTheSignIn() {
        Guest sofie = town.guestAt("klosterby").signIn("Sofie Lind").isAt("/sign-in/number");
        for (String wrong : new String[] {"711185-1011", "690312-4018"}) {
            sofie.page().fill("#number", wrong);
            sofie.press(sofie.t("identity.number.go"));
            assertThat(sofie.page().locator(".errors")).isVisible();
            assertThat(sofie.page())
                    .hasTitle(java.util.regex.Pattern.compile("^" + sofie.t("web.error-prefix") + ".*"));
        }
        sofie.page().fill("#number", "650695-1019");
        sofie.press(sofie.t("identity.number.go"));
        sofie.isAt("/sign-in/number-over").seesHeading(sofie.t("identity.number-over.title"));
        sofie.open("/accounts").isAt("/sign-in");
    }

    @Test
    void olaSignsInWithIdPorten() {
        Guest ola = town.guestAt("nidby").open("/payment-methods");
        ola.press(ola.t("identity.sign-in.with", "ID-porten"));
        ola.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ola Nes"))
                .click();
        assertThat(ola.page().locator("html")).hasAttribute("lang", "nb");
        assertThat(ola.page().locator("header")).containsText("Ola Nes");
        assertThat(ola.page().content()).doesNotContain("14837930198", "148379");
    }

    @Test
    void majaSignsInAtTheParkingOperatorWithoutANumber() {
        Guest maja = town.guestAt("bypark").signIn("Maja Friis", "/payment-methods");
        assertThat(maja.page().locator("header")).containsText("Maja Friis");
    }
}
