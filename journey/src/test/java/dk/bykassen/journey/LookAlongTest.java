package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Karen is on the phone with Henrik of the customer service and shows him her pages, in two browsers at once. */
@Journey
@Order(6)
class LookAlongTest {

    private static final String HENRIK = "Henrik Skov";

    private final JourneyTown town;

    LookAlongTest(JourneyTown town) {
        this.town = town;
    }

    @ParameterizedTest(name = "with scripts: {0}")
    @ValueSource(booleans = {true, false})
    void henrikSeesWhatKarenSeesAndCanDoNothing(boolean scripts) {
        Guest.Device device = scripts ? Guest.Device.ORDINARY : Guest.Device.WITHOUT_SCRIPTS;
        Guest karen = town.guestAt("fjordby", device).signIn("Karen Holm");
        Guest henrik = atTheDesk(town.guestAt("fjordby", device));
        looksAlong(karen, henrik);

        henrik.isAt("/accounts");
        assertThat(henrik.page()).hasTitle(java.util.regex.Pattern.compile("^Kun visning: Karen Holm.*"));
        assertThat(henrik.page().locator(".watched")).containsText("Karen Holm");
        assertThat(henrik.account("Emil Holm")).isVisible();
        assertThat(karen.open("/accounts").page().locator(".watched")).containsText(HENRIK);

        henrik.open("/payment-methods")
                .page()
                .locator("main a[href$='/remove']")
                .first()
                .click();
        henrik.page().locator("main form button").first().click();
        henrik.seesHeading(henrik.t("assistance.refused.look-only"));
        henrik.open("/profile/ways").seesHeading(henrik.t("assistance.refused.own-eyes"));

        karen.open("/payment-methods").page().locator(".watched button").click();
        karen.isAt("/help/show").sees(karen.t("assistance.show.over"));
        henrik.open("/accounts").isAt("/staff/assist").sees(henrik.t("assistance.over.citizen"));

        karen.open("/profile/history?by=staff").sees(HENRIK).sees(karen.t("audit.action.assistance.page.seen"));
    }

    @Test
    void henrikStopsAndKarenIsTold() {
        Guest karen = town.guestAt("fjordby", Guest.Device.PHONE).signIn("Karen Holm");
        Guest henrik = atTheDesk(town.guestAt("fjordby"));
        looksAlong(karen, henrik);
        assertThat(Axe.violations(henrik.page())).isEmpty();
        henrik.page().locator(".watched button").click();
        henrik.isAt("/staff/assist").sees(henrik.t("assistance.over.staff"));
        karen.open("/accounts").sees(karen.t("assistance.banner.was-seen"));
        karen.open("/accounts");
        assertThat(karen.page().locator(".watched")).hasCount(0);
    }

    /** Both pages go on by themselves where scripts run. */
    @Test
    void nobodyHasToReloadAnything() {
        Guest karen = town.guestAt("fjordby").signIn("Karen Holm");
        Guest henrik = atTheDesk(town.guestAt("fjordby"));
        String code = code(karen);
        henrik.open("/staff/assist").page().fill("#code", code);
        henrik.press(henrik.t("assistance.assist.ask"));
        karen.sees(karen.t("assistance.show.wants", HENRIK));
        karen.press(karen.t("assistance.show.allow"));
        henrik.sees(henrik.t("assistance.assist.allowed", "Karen Holm"));
        henrik.press(henrik.t("assistance.assist.open"));
        assertThat(henrik.page().locator("[data-ends]")).hasText(java.util.regex.Pattern.compile("1[45]:\\d\\d"));
    }

    /** In each state, on a narrow screen as well. */
    @Test
    void everyStateIsAccessible() {
        Guest karen = town.guestAt("fjordby", Guest.Device.PHONE.width(320)).signIn("Karen Holm");
        Guest henrik = atTheDesk(town.guestAt("fjordby", Guest.Device.PHONE.width(320)));
        fits(karen.open("/help/show"));
        fits(henrik.open("/staff/assist"));
        String code = code(karen);
        fits(karen);
        henrik.page().fill("#code", "000 000".equals(code) ? "000001" : "000000");
        henrik.press(henrik.t("assistance.assist.ask"));
        fits(henrik.sees(henrik.t("assistance.fault.wrong")));
        henrik.page().fill("#code", code);
        henrik.press(henrik.t("assistance.assist.ask"));
        fits(henrik);
        fits(karen.open("/accounts"));
        fits(karen.open("/help/show"));
        karen.press(karen.t("assistance.show.allow"));
        fits(karen);
        fits(henrik.open("/staff/assist"));
        henrik.press(henrik.t("assistance.assist.open"));
        fits(henrik);
        fits(henrik.open("/profile/ways"));
        fits(karen.open("/profile/history"));
        karen.open("/help/show").page().locator(".watched button").click();
        fits(karen);
        fits(henrik.open("/staff/assist"));
    }

    /** Whoever watches over the trail reads it on a narrow screen too. */
    @Test
    void theAuditorReadsWhatHappened() {
        Guest karen = town.guestAt("fjordby").signIn("Karen Holm");
        looksAlong(karen, atTheDesk(town.guestAt("fjordby")));
        Guest inger = atTheDesk(town.guestAt("fjordby", Guest.Device.PHONE.width(320)), "Inger Kvist");
        inger.open("/staff/audit");
        assertThat(inger.page().locator("tbody")).containsText(inger.t("audit.action.assistance.watch.allowed"));
        assertThat(inger.page().locator("tbody")).containsText(HENRIK);
        fits(inger);
        fits(inger.open("/staff/audit?whose=Holm"));
        inger.open("/staff/audit?from=x");
        assertThat(inger.page().locator(".errors")).isVisible();
        fits(inger);
    }

    private static void fits(Guest guest) {
        assertThat(Axe.violations(guest.page())).as(guest.path()).isEmpty();
        assertThat(guest.page()
                        .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(guest.path() + " fits 320 px")
                .isEqualTo(true);
    }

    private static void looksAlong(Guest karen, Guest henrik) {
        henrik.open("/staff/assist").page().fill("#code", code(karen));
        henrik.press(henrik.t("assistance.assist.ask"));
        henrik.sees(henrik.t("assistance.assist.asked"));
        karen.open("/help/show").press(karen.t("assistance.show.allow"));
        karen.sees(karen.t("assistance.show.open", HENRIK));
        henrik.open("/staff/assist").press(henrik.t("assistance.assist.open"));
    }

    private static String code(Guest karen) {
        karen.open("/help").press(karen.t("assistance.show"));
        List<String> first = List.of(karen.t("assistance.show.begin"), karen.t("assistance.show.again"));
        first.stream()
                .filter(words -> karen.button(words).count() > 0)
                .findFirst()
                .ifPresent(karen::press);
        return karen.page().locator(".say").textContent();
    }

    private static Guest atTheDesk(Guest guest) {
        return atTheDesk(guest, HENRIK);
    }

    private static Guest atTheDesk(Guest guest, String name) {
        guest.open("/staff/sign-in")
                .page()
                .locator("main a[href*='/sign-in/staff']")
                .click();
        guest.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
        return guest.isAt("/staff");
    }
}
