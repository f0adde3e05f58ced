package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Karen looks after what the town knows of her. */
@Journey
@Order(9)
class ProfileTest {

    private final JourneyTown town;

    ProfileTest(JourneyTown town) {
        this.town = town;
    }

    @ParameterizedTest
    @CsvSource({"da, true", "da, false", "en, true", "en, false"})
    void karenReadsAndCorrectsHerProfile(String language, boolean scripts) {
        Guest karen = town.guestAt("fjordby", scripts ? Guest.Device.ORDINARY : Guest.Device.WITHOUT_SCRIPTS)
                .signIn("Karen Holm", "/profile");
        karen.speak(language);
        karen.isAt("/profile").seesHeading(karen.t("profile.title"));
        karen.sees("karen.holm@example.com").sees(karen.t("profile.confirmed"));
        assertThat(karen.page().content()).doesNotContain("7405831012", "740583-1012");

        karen.press(karen.t("profile.edit"));
        String street = "Havnegade " + (scripts ? 12 : 14) + (language.equals("da") ? " A" : " B");
        karen.page().fill("#address", street);
        karen.page().fill("#postcode", "8000");
        karen.page().fill("#city", "Fjordby");
        karen.page().fill("#mobile", "12");
        karen.press(karen.t("profile.save"));
        assertThat(karen.page().locator(".errors")).isVisible();
        assertThat(karen.page().locator("#address")).hasValue(street);
        karen.page().fill("#mobile", "20 10 00 01");
        karen.press(karen.t("profile.save"));
        karen.isAt("/profile").sees(street);
    }

    @Test
    void twoBrowsersThatChangeTheSameLoseNothing() {
        Guest first = town.guestAt("fjordby").signIn("Jens Holm", "/profile/edit");
        Guest second = town.guestAt("fjordby").signIn("Jens Holm", "/profile/edit");
        first.page().fill("#city", "Havneby");
        first.press(first.t("profile.save"));
        first.isAt("/profile").sees("Havneby");

        second.page().fill("#city", "Bjergby");
        second.press(second.t("profile.save"));
        assertThat(second.page().locator("main")).containsText("Havneby");
        assertThat(second.page().locator("#city")).hasValue("Bjergby");
        first.open("/profile").sees("Havneby");
    }

    /** What was asked for is a page that says so, and the archive comes with a notice. */
    @Test
    void karenAsksForEverythingTheTownKnows() {
        Guest karen = town.guestAt("fjordby").signIn("Karen Holm", "/profile/export");
        int before = town.world().mails("karen.holm@example.com").size();
        karen.page().locator("main form[action='/profile/export'] button").click();
        World.await(
                "the notice", () -> town.world().mails("karen.holm@example.com").size() > before);
        karen.open("/profile/export");
        var download = karen.page()
                .waitForDownload(() -> karen.page()
                        .locator("main a[href^='/profile/export/']")
                        .first()
                        .click());
        assertThat(download.suggestedFilename()).endsWith(".zip");
    }
}
