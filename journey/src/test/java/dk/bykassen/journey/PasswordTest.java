package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.identity.People;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.password.Passwords;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** At ByPark and Nidby people may sign in with an address or a number and a password. */
@Journey
@Order(9)
class PasswordTest {

    private final JourneyTown town;

    PasswordTest(JourneyTown town) {
        this.town = town;
    }

    /** What a story changed is as on the front door again. */
    @AfterEach
    void olasPasswordIsTheOldOne() {
        World.Login ola = town.world().login("Ola Nes");
        town.in("nidby", () -> {
            long id = town.bean(People.class)
                    .byNumber(PersonNumber.norwegian("14837930198").orElseThrow())
                    .orElseThrow()
                    .id();
            town.bean(Passwords.class).set(id, ola.password());
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void majaSignsInByPasswordAndByMitIdAndIsOnePerson(boolean scripts) {
        World.Login maja = town.world().login("Maja Friis");
        long people = people("bypark");
        for (String name :
                new String[] {maja.email().toUpperCase(java.util.Locale.ROOT), maja.mobile(), "20 10 00 04"}) {
            Guest guest = guest("bypark", scripts);
            signIn(guest, name, maja.password());
            guest.isAt("/payment-methods");
            assertThat(guest.page().locator("header")).containsText("Maja Friis");
        }
        Guest byMitId = guest("bypark", scripts).signIn("Maja Friis", "/payment-methods");
        byMitId.isAt("/payment-methods");
        assertThat(byMitId.page().locator("header")).containsText("Maja Friis");
        assertThat(people("bypark")).isEqualTo(people);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldTheSame() {
        Guest guest = guest("nidby", true);
        signIn(guest, town.world().login("Kari Nes").email(), "noe helt annet 1");
        String known = guest.page().locator(".errors").innerText();
        signIn(guest, "nobody.at.all@example.com", "noe helt annet 1");
        assertThat(guest.page().locator(".errors").innerText()).isEqualTo(known);
        assertThat(guest.page().locator("#password")).hasValue("");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void olaForgetsHisPasswordAndChoosesANewOneByAnSms(boolean scripts) {
        World.Login ola = town.world().login("Ola Nes");
        String fresh = scripts ? "Nytt passord 4821 skog" : "Enda et nytt 9377 hav";
        Guest guest = guest("nidby", scripts);
        guest.open("/sign-in").press(guest.t("password.forgotten"));
        int before = town.world().texts(ola.mobile()).size();
        guest.page().fill("#name", "406 00 001");
        guest.press(guest.t("password.forgotten.send"));
        guest.seesHeading(guest.t("password.sent.title"));

        String link = World.await(
                "the link by SMS",
                () -> town.world().texts(ola.mobile()).size() > before
                        ? linkIn(town.world().texts(ola.mobile()).getFirst())
                        : null);
        guest.open(link).seesHeading(guest.t("password.link.title"));
        if (guest.page().locator("#email").count() > 0) {
            guest.page().fill("#email", ola.email());
        }
        guest.page().fill("#new", fresh);
        guest.page().fill("#again", fresh + "x");
        guest.press(guest.t("password.link.save"));
        assertThat(guest.page().locator(".errors")).containsText(guest.t("password.not-the-same"));
        if (guest.page().locator("#email").count() > 0) {
            guest.page().fill("#email", ola.email());
        }
        guest.page().fill("#new", fresh);
        guest.page().fill("#again", fresh);
        guest.press(guest.t("password.link.save"));

        Guest again = guest("nidby", scripts);
        signIn(again, ola.email(), ola.password());
        assertThat(again.page().locator(".errors")).containsText(again.t("password.wrong"));
        signIn(again, ola.mobile(), fresh);
        assertThat(again.page().locator("header")).containsText("Ola Nes");

        // A link works once.
        guest("nidby", scripts).open(link).seesHeading(guest.t("password.link.over.title"));
    }

    @Test
    void theMunicipalitiesOfferNoPassword() {
        for (String tenant : new String[] {"fjordby", "klosterby"}) {
            Guest guest = guest(tenant, true).open("/sign-in");
            assertThat(guest.page().locator("#password")).hasCount(0);
            assertThat(guest.status("/forgotten-password")).isEqualTo(404);
        }
    }

    private Guest guest(String tenant, boolean scripts) {
        return town.guestAt(tenant, scripts ? Guest.Device.ORDINARY : Guest.Device.WITHOUT_SCRIPTS);
    }

    private static void signIn(Guest guest, String name, String password) {
        guest.open("/sign-in?to=/payment-methods").page().fill("#name", name);
        guest.page().fill("#password", password);
        guest.press(guest.t("password.sign-in"));
    }

    private static String linkIn(String text) {
        Matcher link = Pattern.compile("https?://\\S+").matcher(text);
        return link.find() ? link.group() : null;
    }

    private long people(String tenant) {
        int id = town.tenant(tenant).id();
        return town.in(
                tenant,
                () -> town.bean(TransactionTemplate.class)
                        .execute(status -> town.bean(JdbcClient.class)
                                .sql("select count(*) from identity.person where tenant_id = ?")
                                .param(id)
                                .query(Long.class)
                                .single()));
    }
}
