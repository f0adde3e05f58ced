package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody ByPark has never heard of becomes a customer, by an address that turns out to be theirs. */
@Journey
@Order(9)
class NewcomerTest {

    private static final Pattern CODE = Pattern.compile("\\b([0-9]{3})[ \u00a0]?([0-9]{3})\\b");

    private final JourneyTown town;

    NewcomerTest(JourneyTown town) {
        this.town = town;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noraSignsUpAndProvesHerAddressByACode(boolean scripts) {
        String email = scripts ? "nora.bruun@example.com" : "nora+uden@example.com";
        Guest nora = guest(scripts).open("/sign-in");
        nora.press(nora.t("password.sign-up"));
        fill(nora, email, scripts ? "20 10 09 01" : "0045 20100902", "for-kort");
        nora.press(nora.t("password.sign-up.go"));
        assertThat(nora.page().locator(".errors")).isVisible();
        assertThat(nora.page().locator("#email")).hasValue(email);

        nora.page().fill("#new", "Solsort_4711 synger");
        nora.press(nora.t("password.sign-up.go"));
        nora.seesHeading(nora.t("password.code.title"));
        String code = code(email);
        nora.page().fill("#code", code.equals("111 111") ? "222222" : "111111");
        nora.press(nora.t("password.code.go"));
        assertThat(nora.page().locator(".errors")).isVisible();
        nora.page().fill("#code", code);
        nora.press(nora.t("password.code.go"));
        nora.passGates();
        assertThat(nora.page().locator("header")).containsText("Nora Bruun");

        Guest later = guest(scripts).open("/sign-in?to=/payment-methods");
        later.page().fill("#name", email);
        later.page().fill("#password", "Solsort_4711 synger");
        later.press(later.t("password.sign-in"));
        later.passGates();
        assertThat(later.page().locator("header")).containsText("Nora Bruun");
    }

    /** Maja has an account: whoever types her address sees what everybody sees, and she is told. */
    @Test
    void anAddressThatHasAnOwnerLooksLikeAnyOther() {
        String maja = town.world().login("Maja Friis").email();
        Guest stranger = guest(true).open("/sign-up");
        fill(stranger, maja, "20100909", "Solsort_4711 synger");
        stranger.press(stranger.t("password.sign-up.go"));
        stranger.seesHeading(stranger.t("password.code.title"));

        // The code goes to everybody; who has an account is told so besides, where the stranger does not see it.
        String told = stranger.t(
                "message.account-exists.subject", town.tenant("bypark").name());
        World.await(
                "the mail to Maja",
                () -> town.world().mails(maja).stream()
                        .anyMatch(mail -> mail.subject().equals(told)));
    }

    @Test
    void theMunicipalitiesKnowTheirCitizensByEidAlone() {
        assertThat(town.guestAt("fjordby").status("/sign-up")).isEqualTo(404);
    }

    private Guest guest(boolean scripts) {
        return town.guestAt("bypark", scripts ? Guest.Device.ORDINARY : Guest.Device.WITHOUT_SCRIPTS);
    }

    private static void fill(Guest guest, String email, String mobile, String password) {
        guest.page().fill("#first-name", "Nora");
        guest.page().fill("#last-name", "Bruun");
        guest.page().fill("#email", email);
        guest.page().fill("#mobile", mobile);
        guest.page().fill("#new", password);
    }

    private String code(String email) {
        Matcher code = CODE.matcher(town.world()
                .mail(email, mail -> CODE.matcher(mail.text()).find())
                .text());
        assertThat(code.find()).isTrue();
        return code.group(1) + " " + code.group(2);
    }
}
