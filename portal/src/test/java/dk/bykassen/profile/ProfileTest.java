package dk.bykassen.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Gender;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What people see and change of themselves. */
@ExtendWith(OutputCaptureExtension.class)
class ProfileTest extends ProfileTown {

    @Test
    void somebodyFillsInEverythingAndFindsItAgain() {
        Map<String, String> form = opened(browser);
        form.putAll(Map.ofEntries(
                Map.entry("first-name", "Maja Sofie"),
                Map.entry("last-name", "Friis-Holm"),
                Map.entry("birth-day", "7"),
                Map.entry("birth-month", "3"),
                Map.entry("birth-year", "1984"),
                Map.entry("gender", "female"),
                Map.entry("private-phone", "33 12 34 56"),
                Map.entry("work-phone", "+47 21 23 45 67"),
                Map.entry("address", "Strandgade 2, 3. tv."),
                Map.entry("postcode", "1401"),
                Map.entry("city", "København K")));
        Answer saved = post(browser, "/profile/edit", form);
        assertThat(saved.status()).isEqualTo(303);
        assertThat(saved.location()).isEqualTo("/profile");

        Person now = read(maja);
        assertThat(now.firstName()).isEqualTo("Maja Sofie");
        assertThat(now.birthDate()).isEqualTo(LocalDate.of(1984, 3, 7));
        assertThat(now.gender()).isEqualTo(Gender.FEMALE);
        assertThat(now.privatePhone()).isEqualTo("+4533123456");
        assertThat(now.workPhone()).isEqualTo("+4721234567");
        assertThat(now.email()).isEqualTo("maja.friis@example.com");

        String page = browser.get("/profile").body();
        assertThat(page)
                .contains(
                        "Friis-Holm",
                        "Kvinde",
                        "07.03.1984",
                        "Strandgade 2, 3. tv.",
                        "1401",
                        "København K",
                        "maja.friis@example.com",
                        "20\u00a010\u00a000\u00a004",
                        "Bruger siden",
                        "Sidst ændret",
                        "Rediger");
    }

    @Test
    void theTabsLeadToEveryPartAndTheFirstNameOnEveryPageToTheProfile() {
        String page = browser.get("/profile").body();
        assertThat(page)
                .contains("href=\"/profile/services\"", "href=\"/payment-methods\"", "href=\"/profile/consents\"")
                .contains("aria-current=\"page\"");
        assertThat(browser.get("/terms").body()).contains("class=\"me\" href=\"/profile\"", "<b>Maja</b>");
        assertThat(browser.get("/profile/services").body()).contains("Du bruger ingen tjenester endnu");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ægir Ørsted Ålborg",
                "José María Ñandú",
                "Nguyễn Thị Minh Khai",
                "Ольга Сергеевна",
                "Ελένη Παπαδοπούλου",
                "محمد عبد الله",
                "שרה כהן",
                "李小龍",
                "やまだ はなこ",
                "김민수",
                "प्रिया शर्मा",
                "ศิริพร",
                "ሰላም",
                "Նարե",
                "ქეთევან",
                "D’Arcy O'Neill-Smith Jr.",
                "می\u200cخواهم",
                "X Æ A-12"
            })
    void namesOfEveryScriptAreKeptAsTheyAre(String name) {
        assertThat(rename(name).status()).isEqualTo(303);
        assertThat(read(maja).firstName()).isEqualTo(name);
        assertThat(browser.get("/profile").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Skriv dit fornavn",
                "'   '|Skriv dit fornavn",
                "😀|Et navn skrives med bogstaver",
                "Maja 😀|Et navn skrives med bogstaver",
                "12345|Et navn skrives med bogstaver",
                "...|Et navn skrives med bogstaver",
                "<b>Maja</b>|Et navn skrives med bogstaver"
            })
    void whatIsNoNameIsRefusedInWords(String name, String words) {
        Answer refused = rename(name);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(words, "<title>Fejl:").doesNotContain("<b>Maja</b> ");
        assertThat(read(maja).firstName()).isEqualTo("Maja");
    }

    @Test
    void aNameOfThreeHundredCharactersIsRefusedAndKeptInTheField() {
        String long300 = "Maja".repeat(75);
        Answer refused = rename(long300);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Der er plads til højst 100 tegn", "value=\"" + long300 + "\"");
        assertThat(rename("木".repeat(100)).status()).isEqualTo(303);
    }

    @Test
    void lineBreaksAndTurnedDirectionsNeverReachAName(CapturedOutput output) {
        assertThat(rename("Maja\r\nBcc: all@example.com\r\n\r\nHej").status()).isEqualTo(303);
        assertThat(read(maja).firstName()).doesNotContain("\r", "\n");
        assertThat(rename("Maja\r\nZwergenhold\u202e\u0007").status()).isEqualTo(303);
        assertThat(read(maja).firstName()).isEqualTo("Maja Zwergenhold");
        assertThat(output.getAll()).doesNotContain("Zwergenhold");
    }

    @Test
    void markupIsShownAndNeverObeyed() {
        Map<String, String> form = opened(browser);
        form.put("address", "<script>alert(1)</script>");
        form.put("city", "\"><img src=x onerror=alert(1)>");
        assertThat(post(browser, "/profile/edit", form).status()).isEqualTo(303);
        for (String page : List.of("/profile", "/profile/edit")) {
            assertThat(browser.get(page).body()).doesNotContain("<script>alert", "<img src=x");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "email, karen at home, Skriv e-mailadressen",
        "email, '', Skriv din e-mailadresse",
        "mobile, 12, Skriv et mobilnummer",
        "work-phone, 112, Skriv et telefonnummer",
        "private-phone, ring til mig, Skriv et telefonnummer",
        "postcode, hjemme, Skriv et postnummer",
        "birth-day, 31, 'Skriv en dato, der findes'"
    })
    void eachFieldSaysWhatIsWrongWithIt(String field, String typed, String words) {
        Map<String, String> form = opened(browser);
        form.putAll(Map.of("birth-month", "2", "birth-year", "1984", "birth-day", "1"));
        form.put(field, typed);
        Answer refused = post(browser, "/profile/edit", form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(words, "href=\"#" + field + "\"", "id=\"" + field + "\"");
    }

    @Test
    void twoBrowsersChangeTheSameProfileAndNothingIsLost() {
        Map<String, String> atHome = opened(browser);
        Visitor phone = signedIn(maja);
        Map<String, String> onThePhone = opened(phone);

        atHome.put("address", "Strandgade 2");
        atHome.put("city", "Dragør");
        assertThat(post(browser, "/profile/edit", atHome).status()).isEqualTo(303);

        onThePhone.put("city", "København");
        onThePhone.put("work-phone", "33 12 34 56");
        Answer told = post(phone, "/profile/edit", onThePhone);
        assertThat(told.status()).isEqualTo(422);
        assertThat(told.body()).contains("ændret et andet sted", "Dragør", "København", "Strandgade 2");
        assertThat(read(maja).city()).isEqualTo("Dragør");

        // What only the other browser changed is in the form already, and what this one typed is still there.
        Map<String, String> again = fields(told.body());
        assertThat(again)
                .containsEntry("address", "Strandgade 2")
                .containsEntry("city", "København")
                .containsEntry("work-phone", "33 12 34 56");
        assertThat(post(phone, "/profile/edit", again).status()).isEqualTo(303);
        Person now = read(maja);
        assertThat(now.address()).isEqualTo("Strandgade 2");
        assertThat(now.city()).isEqualTo("København");
        assertThat(now.workPhone()).isEqualTo("+4533123456");
    }

    @Test
    void aFormWithoutAVersionChangesNothing() {
        Map<String, String> form = opened(browser);
        form.put("city", "Dragør");
        for (String version : List.of("", "-1", "99999999999", "x")) {
            form.put("version", version);
            assertThat(post(browser, "/profile/edit", form).status()).isEqualTo(422);
        }
        assertThat(read(maja).city()).isNull();
    }

    @Test
    void aNameFromTheEidIsNotChangedHere() {
        in(() -> transactions.execute(status ->
                jdbc.sql("update identity.person set named_by_eid = true").update()));
        String page = browser.get("/profile/edit").body();
        assertThat(page).contains("Navnet kommer fra dit MitID").doesNotContain("id=\"first-name\"");

        Map<String, String> forged = opened(browser);
        forged.put("first-name", "Dronning");
        forged.put("last-name", "Margrethe");
        forged.put("city", "Dragør");
        assertThat(post(browser, "/profile/edit", forged).status()).isEqualTo(303);
        assertThat(read(maja).name()).isEqualTo("Maja Friis");
        assertThat(read(maja).city()).isEqualTo("Dragør");
    }

    @Test
    void aPersonNumbersDateOfBirthIsNotChangedHere() {
        Person karen = create(NewPerson.named("Karen", "Holm", DANISH)
                .withNumber(PersonNumber.danish("740583-1012").orElseThrow()));
        Visitor hers = signedIn(karen);
        Map<String, String> forged = opened(hers);
        forged.putAll(Map.of("birth-day", "1", "birth-month", "1", "birth-year", "2010"));
        assertThat(post(hers, "/profile/edit", forged).status()).isEqualTo(303);
        assertThat(read(karen).birthDate()).isEqualTo(karen.birthDate());
        assertThat(hers.get("/profile").body()).contains("740583").doesNotContain("1012");
    }

    @Test
    void somebodyProtectedUsesTheFormAndTheirAddressIsTheirsAlone() {
        in(() -> transactions.execute(status ->
                jdbc.sql("update identity.person set is_protected = true").update()));
        assertThat(browser.get("/profile/edit").body())
                .contains("Din adresse er beskyttet", "navne- og adressebeskyttelse");
        Map<String, String> form = opened(browser);
        form.put("address", "Hemmelig Vej 1");
        assertThat(post(browser, "/profile/edit", form).status()).isEqualTo(303);
        assertThat(browser.get("/profile").body()).contains("Hemmelig Vej 1");
        assertThat(read(maja).hasPublicAddress()).isFalse();
        // Who looks on, the trail of deeds included, is never told it.
        assertThat(count("audit.entry e where e::text like '%Hemmelig%'")).isZero();
    }

    @Test
    void aCompanyIsKnownByACheckedNumber() {
        Map<String, String> form = opened(browser);
        form.putAll(Map.of(
                "kind", "company",
                "company-name", "Friis & Søn A/S",
                "business-number", "13585627",
                "contact-person", "Maja Friis"));
        assertThat(post(browser, "/profile/edit", form).body()).contains("Et CVR-nummer har 8 cifre");
        form.put("business-number", "13 58 56 28");
        assertThat(post(browser, "/profile/edit", form).status()).isEqualTo(303);
        assertThat(read(maja).company()).isNotNull().satisfies(company -> {
            assertThat(company.name()).isEqualTo("Friis & Søn A/S");
            assertThat(company.number()).isEqualTo("13585628");
        });
        assertThat(browser.get("/profile").body()).contains("Friis &amp; Søn A/S", "13585628");

        Map<String, String> privately = opened(browser);
        privately.put("kind", "private");
        assertThat(post(browser, "/profile/edit", privately).status()).isEqualTo(303);
        assertThat(read(maja).company()).isNull();
    }

    @Test
    void theLanguageOfThePagesFollowsTheOneChosen() {
        Map<String, String> form = opened(browser);
        form.put("language", "en");
        Answer saved = post(browser, "/profile/edit", form);
        assertThat(saved.location()).isEqualTo("/profile?lang=en");
        assertThat(browser.get(saved.location()).location()).isEqualTo("/profile");
        assertThat(browser.get("/profile").body()).contains("Your profile is saved.", "Member since");
        assertThat(read(maja).language().getLanguage()).isEqualTo("en");
    }

    @Test
    void anAddressIsChangedAfterAFreshSignInAloneAndTheRestIsNotLost() {
        Map<String, String> form = opened(browser);
        form.put("city", "Dragør");
        form.put("email", "thief@example.org");
        form.put("mobile", "20 10 00 99");
        ageSessions();
        Answer saved = post(browser, "/profile/edit", form);

        assertThat(saved.location()).isEqualTo("/sign-in?fresh&to=/profile/contact");
        assertThat(browser.get(saved.location()).body()).contains("Log ind en gang til for at ændre e-mail");
        assertThat(read(maja).city()).isEqualTo("Dragør");
        assertThat(read(maja).email()).isEqualTo("maja.friis@example.com");
        assertThat(read(maja).mobile()).isEqualTo("+4520100004");
        assertThat(written("contact-changed")).isEmpty();

        form = opened(browser);
        form.put("city", "Tårnby");
        assertThat(post(browser, "/profile/edit", form).location()).isEqualTo("/profile");
    }

    @Test
    void everyChangeLeavesItsTrace() {
        Map<String, String> form = opened(browser);
        form.put("city", "Dragør");
        post(browser, "/profile/edit", form);
        assertThat(count("audit.entry where action = 'identity.person.changed'"))
                .isEqualTo(1);
        post(browser, "/profile/edit", opened(browser));
        assertThat(count("audit.entry where action = 'identity.person.changed'"))
                .isEqualTo(1);
    }

    @Test
    void nobodySeesAnotherTownsProfile() {
        Tenant neighbours = TestTown.found(founding);
        var there = new Visitor(port, neighbours.hosts().getFirst());
        there.cookies().putAll(browser.cookies());
        for (String page : List.of("/profile", "/profile/edit", "/profile/contact", "/profile/consents")) {
            assertThat(there.get(page).location()).startsWith("/sign-in");
        }
    }

    private Answer rename(String name) {
        Map<String, String> form = new HashMap<>(opened(browser));
        form.put("first-name", name);
        return post(browser, "/profile/edit", form);
    }
}
