package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Karen takes all of her data home. Jens wants to leave, and thinks better of it. */
@Journey
@Order(3)
class PersonalDataTest {

    private final JourneyTown town;

    PersonalDataTest(JourneyTown town) {
        this.town = town;
    }

    @Test
    void karenTakesHerDataHome() throws IOException {
        Guest karen = town.guestAt("fjordby").signIn("Karen Holm", "/profile/export");
        karen.isAt("/profile/export").seesHeading(karen.t("privacy.export.title"));
        karen.press(karen.t("privacy.copy.ask"));
        assertThat(town.world()
                        .mail(
                                "karen.holm@example.com",
                                mail -> mail.subject().equals(karen.t("message.copy-ready.subject"))))
                .isNotNull();

        // She had left the page meanwhile; it is found again.
        karen.open("/profile/export");
        Download archive = karen.page()
                .waitForDownload(
                        () -> karen.page().locator("a[download]").first().click());
        assertThat(archive.suggestedFilename()).matches("persondata-\\d{4}-\\d{2}-\\d{2}\\.zip");
        try (var zip = new ZipFile(archive.path().toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertThat(names).contains("LÆS MIG.txt", "persondata.pdf", "identity.json", "card.json", "payment.json");
            String card = new String(
                    zip.getInputStream(zip.getEntry("card.json")).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
            assertThat(card).contains("8D40B2F3", "Emil Holm");
        }
    }

    @Test
    void karenHasMoneyToGetOutFirst() {
        Guest karen = town.guestAt("fjordby").signIn("Karen Holm", "/profile/delete");
        karen.sees(karen.t("privacy.delete.unsettled"));
        assertThat(karen.link(karen.t("card.data.unsettled.act")).first()).isVisible();
        assertThat(karen.link(karen.t("privacy.delete.go-on"))).hasCount(0);
    }

    @Test
    void jensLeavesAndThinksBetterOfIt() {
        Guest jens = town.guestAt("fjordby").signIn("Jens Holm", "/profile/delete");
        jens.press(jens.t("privacy.delete.go-on")).isAt("/profile/delete/check");
        jens.press(jens.t("privacy.check.do")).isAt("/profile/delete");
        jens.seesHeading(jens.t("privacy.leaving.title"));
        assertThat(town.world()
                        .mail(
                                "jens.holm@example.com",
                                mail -> mail.subject().equals(jens.t("message.deletion-asked.subject"))))
                .isNotNull();

        town.world().advance(Duration.ofDays(13));
        assertThat(town.world()
                        .mail(
                                "jens.holm@example.com",
                                mail -> mail.subject().equals(jens.t("message.deletion-soon.subject"))))
                .isNotNull();
        // Whoever signs in sees at once that it can be undone.
        Guest again = town.guestAt("fjordby").signIn("Jens Holm");
        again.isAt("/profile/delete").press(again.t("privacy.leaving.undo"));
        again.isAt("/profile/export").sees(again.t("privacy.notice.undone"));

        town.world().advance(Duration.ofDays(3));
        town.guestAt("fjordby").signIn("Jens Holm").isAt("/accounts");
    }
}
