package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who work for the town sign in at its desk, and find there what their role allows. */
@Journey
@Order(9)
class DeskTest {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/new-password/\\S+");

    private final JourneyTown town;

    DeskTest(JourneyTown town) {
        this.town = town;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void henrikLooksKarenUpAndSaysWhy(boolean scripts) {
        Guest henrik = town.guestAt("fjordby", scripts ? Guest.Device.ORDINARY : Guest.Device.WITHOUT_SCRIPTS)
                .signInAtTheDesk("Henrik Skov");
        henrik.isAt("/staff");
        assertThat(henrik.page().locator("header")).containsText("Henrik Skov");

        henrik.page().fill("#find", "karen holm");
        henrik.page().locator("#find").press("Enter");
        assertThat(henrik.page().locator("main")).not().containsText("1012");
        henrik.page().locator("main a[href^='/staff/people/']").first().click();

        // No page of hers without a reason, by whatever address.
        String page = henrik.path();
        henrik.seesHeading(henrik.t("staff.look.title", "Karen Holm")).doesNotSee("karen.holm@example.com");
        henrik.press(henrik.t("staff.look.go"));
        assertThat(henrik.page().locator(".errors")).containsText(henrik.t("staff.look.reason.missing"));
        henrik.page().locator("input[name=reason]").first().check();
        henrik.press(henrik.t("staff.look.go"));
        henrik.isAt(page).seesHeading("Karen Holm").sees("karen.holm@example.com");
        assertThat(henrik.page().content()).doesNotContain("7405831012", "740583-1012");
    }

    @Test
    void theNumberSomebodyIsLookedForByStaysOutOfTheAddress() {
        Guest henrik = town.guestAt("fjordby").signInAtTheDesk("Henrik Skov");
        henrik.page().fill("#find", "740583-1012");
        henrik.page().locator("#find").press("Enter");
        henrik.seesHeading(henrik.t("staff.look.title", "Karen Holm"));
        assertThat(henrik.page().url()).doesNotContain("740583", "1012");
    }

    /** The front door's example of an older system's customers: six are new, five lines are wrong, and Ola is known. */
    @Test
    void oeyvindTakesCustomersOverAndOneOfThemChoosesHerFirstPassword() {
        Guest oeyvind = town.guestAt("nidby").signInAtTheDesk("Øyvind Strand").open("/staff/imports");
        byte[] example = town.world()
                .visit(town.origin("") + "/demo/customers.csv")
                .body()
                .getBytes(StandardCharsets.UTF_8);
        oeyvind.page().setInputFiles("#file", new FilePayload("customers.csv", "text/csv", example));
        oeyvind.press(oeyvind.t("staff.imports.go"));
        oeyvind.press(oeyvind.t("staff.import.go", 6));
        oeyvind.sees(oeyvind.t("staff.import.done", 6));

        Guest astrid = town.guestAt("nidby").open("/forgotten-password");
        astrid.page().fill("#name", "Astrid.Saether@example.com");
        astrid.press(astrid.t("password.forgotten.send"));
        String link = World.await(
                "Astrid's link",
                () -> town.world().mails("astrid.saether@example.com").stream()
                        .map(mail -> LINK.matcher(mail.text()))
                        .filter(Matcher::find)
                        .map(Matcher::group)
                        .findFirst()
                        .orElse(null));
        astrid.open(link).seesHeading(astrid.t("password.first.title"));
        astrid.page().fill("#new", "Grevling 1893 fjell");
        astrid.page().fill("#again", "Grevling 1893 fjell");
        astrid.press(astrid.t("password.link.save"));
        astrid.open("/sign-in?to=/payment-methods").page().fill("#name", "astrid.saether@example.com");
        astrid.page().fill("#password", "Grevling 1893 fjell");
        astrid.press(astrid.t("password.sign-in"));
        assertThat(astrid.page().locator("header")).containsText("Astrid Sæther");
    }

    @Test
    void whoLacksARightIsToldWhichAndWhomToAsk() {
        Guest torben = town.guestAt("fjordby").signInAtTheDesk("Torben Hede");
        assertThat(torben.status("/staff/people")).isEqualTo(403);
        torben.sees(torben.t("staff.refused.title"));
        assertThat(torben.page().locator("main")).containsText(torben.t("staff.right.see-people"));
        assertThat(torben.page().locator("main a[href^='/staff/people/']")).hasCount(0);
    }

    /** Two cookies, two doors: whoever works here is a stranger at the citizens' pages, and a citizen at the desk. */
    @Test
    void aSessionAtTheDeskOpensNoCitizensPageAndTheOtherWayRound() {
        Guest birgit = town.guestAt("fjordby").signInAtTheDesk("Birgit Dam");
        birgit.open("/accounts").isAt("/sign-in");
        birgit.signIn("Jens Holm").isAt("/accounts");
        birgit.open("/staff").isAt("/staff");
        birgit.page().locator("form[action='/staff/sign-out'] button").click();
        birgit.isAt("/staff/signed-out");
        birgit.open("/accounts").isAt("/accounts");

        Guest karen = town.guestAt("fjordby").signIn("Karen Holm");
        karen.open("/staff").isAt("/staff/sign-in");
    }

    @Test
    void staffOfAnotherTownAreStrangers() {
        Guest ravn = town.guestAt("klosterby").signInAtTheDesk("Else Ravn");
        String cookie = ravn.context().cookies().stream()
                .filter(found -> found.name.equals("__Host-desk"))
                .findFirst()
                .orElseThrow()
                .value;
        assertThat(town.world()
                        .visit(town.origin("klosterby") + "/staff", "__Host-desk=" + cookie)
                        .statusCode())
                .isEqualTo(200);
        var answer = town.world().visit(town.origin("fjordby") + "/staff", "__Host-desk=" + cookie);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("/staff/sign-in");
    }

    @Test
    void eachTownsStaffFindTheirOwnDesk() {
        for (String[] who :
                new String[][] {{"klosterby", "Ib Storm"}, {"bypark", "Omar Said"}, {"nidby", "Terje Lie"}}) {
            Guest guest = town.guestAt(who[0]).signInAtTheDesk(who[1]);
            guest.isAt("/staff");
            Locator sign = guest.page().locator("header .role");
            assertThat(sign).containsText(who[1]);
            assertThat(sign).containsText(guest.t("staff.role.customer-service"));
            assertThat(guest.page().getByRole(AriaRole.BANNER).locator("img"))
                    .hasAttribute(
                            "alt", guest.t("staff.home-of", town.tenant(who[0]).name()));
        }
    }
}
