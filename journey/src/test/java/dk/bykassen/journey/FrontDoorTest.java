package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Whoever opens the demo finds everything in it from one page. */
@Journey
@Order(1)
class FrontDoorTest {

    private final JourneyTown town;

    FrontDoorTest(JourneyTown town) {
        this.town = town;
    }

    @Test
    void leadsToFourPortals() {
        Guest visitor = town.guestAt("fjordby").open(town.origin("") + "/");
        for (String tenant : List.of("fjordby", "klosterby", "bypark", "nidby")) {
            assertThat(visitor.page().locator("a[href='" + town.origin(tenant) + "/']"))
                    .hasText(town.tenant(tenant).name());
        }
        visitor.page().locator("a[href='" + town.origin("klosterby") + "/']").click();
        assertThat(visitor.page().locator("html")).hasAttribute("lang", "da");
        assertThat(visitor.page()).hasURL(town.origin("klosterby") + "/");
    }

    @Test
    void namesThePeopleAndWhatTheyAreGoodFor() {
        Guest visitor = town.guestAt("fjordby").open(town.origin("") + "/");
        for (String person :
                List.of("Karen Holm", "Emil Holm", "Jens Holm", "Anna Lund", "Vilde Lund", "Maja Friis", "Ola Nes")) {
            visitor.sees(person);
        }
        visitor.sees("711185-1011");
        for (World.Login login : town.world().logins()) {
            visitor.sees(login.email()).sees(login.mobile()).sees(login.password());
        }
        assertThat(town.world().logins())
                .extracting(World.Login::name)
                .containsExactly("Maja Friis", "Ola Nes", "Kari Nes");
    }

    /** Whoever is named there is known to the town's directory of employees, which offers nobody else. */
    @Test
    void namesTheStaffOfEachTown() {
        Guest visitor = town.guestAt("fjordby").open(town.origin("") + "/");
        for (String tenant : List.of("fjordby", "klosterby", "bypark", "nidby")) {
            String name = town.tenant(tenant).name();
            List<String> atTheDoor = visitor.open(town.origin("") + "/")
                    .page()
                    .locator("#staff ~ div td[data-l='" + name + "']")
                    .allInnerTexts();
            visitor.open(town.world()
                    .at("/eid/staff/authorize?response_type=code&scope=openid&client_id=bykassen-"
                            + tenant + "&redirect_uri=http://localhost/&code_challenge_method=S256&code_challenge="
                            + "0123456789012345678901234567890123456789012"));
            assertThat(atTheDoor).hasSize(7);
            assertThat(visitor.page().locator("ul.who button b").allInnerTexts())
                    .containsExactlyElementsOf(atTheDoor);
        }
    }

    @Test
    void showsDevicesWithTheirKeys() {
        Guest visitor = town.guestAt("fjordby").open(town.origin("") + "/");
        for (World.Till till : town.world().tills("fjordby")) {
            visitor.sees(till.unit());
            assertThat(visitor.page().content()).contains(till.key());
        }
        assertThat(town.world().tills("fjordby")).isNotEmpty();
        assertThat(town.world().tills("klosterby")).isNotEmpty();
    }

    @Test
    void leadsToInboxesAndToATillToClick() {
        for (String place : List.of("/inbox/mail", "/inbox/sms", "/till")) {
            Guest visitor = town.guestAt("fjordby").open(town.origin("") + "/");
            Locator link = visitor.page().locator("a[href='" + town.world().at(place) + "']");
            link.first().click();
            assertThat(visitor.page()).hasURL(town.world().at(place));
            assertThat(visitor.page().locator("h1")).isVisible();
        }
    }

    /** Its door is at localhost: at a tenant's host there is nothing of the demo. */
    @Test
    void isNowhereElse() {
        Guest visitor = town.guestAt("fjordby");
        assertThat(visitor.status("/demo/front-door")).isEqualTo(404);
        assertThat(visitor.status("/demo/clock")).isEqualTo(404);
        assertThat(visitor.status("/demo/books?tenant=fjordby")).isEqualTo(404);
        assertThat(visitor.status("/%64emo/books?tenant=fjordby")).isEqualTo(404);
    }
}
