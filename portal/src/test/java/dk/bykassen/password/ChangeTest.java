package dk.bykassen.password;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.Person;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Changing the password, and having a first one. */
class ChangeTest extends PasswordTown {

    private static final String FRESH = "Regnbue_over5broer";

    @Autowired
    Doorway doorway;

    @Test
    void theOldOneTheNewOneTwiceAndAConfirmation() {
        signIn(browser, EMAIL, PASSWORD);
        Answer page = browser.get("/profile/password");
        assertThat(page.body())
                .contains("autocomplete=\"current-password\"", "autocomplete=\"new-password\"", ">Opdater<")
                .contains("mindst 8 tegn", "mindst ét bogstav", "mindst ét tal", "@ # _ % *");

        assertThat(change(browser, PASSWORD, FRESH, FRESH).location()).isEqualTo("/profile/password");
        assertThat(browser.get("/profile/password").body()).contains("Dit password er skiftet");
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(422);
        assertThat(signIn(visitor(), EMAIL, FRESH).status()).isEqualTo(303);
        assertThat(written()).containsExactly("password-changed email", "password-changed sms");
    }

    @Test
    void everybodyElseIsSignedOut() {
        Visitor elsewhere = visitor();
        signIn(elsewhere, EMAIL, PASSWORD);
        signIn(browser, EMAIL, PASSWORD);
        change(browser, PASSWORD, FRESH, FRESH);

        assertThat(isIn(browser)).isTrue();
        assertThat(isIn(elsewhere)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Ab1#                 | Passwordet er for kort
                    12345678#            | Der mangler et bogstav
                    abcdefgh#            | Der mangler et tal
                    Regnbue5broer        | Der mangler et af tegnene
                    Password1#           | bliver gættet først
                    Sommer2026#          | bliver gættet først
                    p4ssw0rd#1           | bliver gættet først
                    Kodeord_123          | bliver gættet først
                    aaaa1111#            | bliver gættet først
                    MajaFriis1#          | ligner dit navn
                    maja.friis@1         | ligner dit navn
                    20100004#a           | ligner dit navn
                    """)
    void whatOthersGuessIsRefusedBesideTheField(String weak, String words) {
        signIn(browser, EMAIL, PASSWORD);
        Answer answer = change(browser, PASSWORD, weak, weak);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(words, "id=\"new-e\"").doesNotContain(weak);
    }

    @Test
    void longAndStrangePasswords() {
        signIn(browser, EMAIL, PASSWORD);
        String longest = "Å#1" + "en hest på taget ".repeat(8).substring(0, 125);
        assertThat(change(browser, PASSWORD, longest + "x", longest + "x").body())
                .contains("Passwordet er for langt. Det må have højst 128 tegn.");
        assertThat(change(browser, PASSWORD, FRESH + "\0", FRESH + "\0").body())
                .contains("Der er et tegn i passwordet, som ikke kan vises");
        assertThat(change(browser, PASSWORD, longest, longest).status()).isEqualTo(303);
        assertThat(signIn(visitor(), EMAIL, longest).status()).isEqualTo(303);
        assertThat(change(browser, longest, "Grøn 😀 løve #1", "Grøn 😀 løve #1")
                        .status())
                .isEqualTo(303);
        assertThat(signIn(visitor(), EMAIL, "Grøn 😀 løve #1").status()).isEqualTo(303);
    }

    @Test
    void theTwoMustBeTheSameAndAnotherThanTheOld() {
        signIn(browser, EMAIL, PASSWORD);
        assertThat(change(browser, PASSWORD, FRESH, FRESH + "x").body()).contains("De to passwords er ikke ens");
        assertThat(change(browser, PASSWORD, PASSWORD, PASSWORD).body()).contains("Det er det samme som det gamle");
        assertThat(change(browser, "", FRESH, FRESH).body()).contains("Skriv dit password");
    }

    @Test
    void anOpenBrowserHasNoMoreTriesAtTheOldPasswordThanTheSignInPage() throws SQLException {
        signIn(browser, EMAIL, PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThat(change(browser, "forkert#" + i, FRESH, FRESH).status()).isEqualTo(422);
        }
        Answer waits = change(browser, PASSWORD, FRESH, FRESH);
        assertThat(waits.status()).isEqualTo(429);
        assertThat(waits.headers().firstValue("Retry-After")).isPresent();
        pass(Duration.ofSeconds(31));
        assertThat(change(browser, PASSWORD, FRESH, FRESH).status()).isEqualTo(303);
    }

    @Test
    void aFormWithoutTheSessionsTokenChangesNothing() {
        signIn(browser, EMAIL, PASSWORD);
        Map<String, String> form = Map.of("old", PASSWORD, "new", FRESH, "again", FRESH);
        assertThat(browser.post("/profile/password", form).status()).isEqualTo(403);
        assertThat(visitor().post("/profile/password", form).location()).startsWith("/sign-in");
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void whoSignsInWithAnEidSetsAFirstOneAfterProvingAnAddress() {
        Person anna = customer("Anna", "Lund", "anna.lund@example.com", "+4520100056");
        doorway.signIn(town, anna, browser);
        assertThat(browser.get("/profile/password").location()).isEqualTo("/profile/password/first");
        inTown(() -> people.proveContact(anna.id(), Channel.EMAIL, "anna.lund@example.com"));

        Answer page = browser.get("/profile/password/first");
        assertThat(page.body()).doesNotContain("name=\"old\"");
        Answer saved =
                browser.post("/profile/password/first", Map.of("_csrf", page.csrf(), "new", FRESH, "again", FRESH));
        assertThat(saved.location()).isEqualTo("/profile/password");
        assertThat(signIn(visitor(), "anna.lund@example.com", FRESH).status()).isEqualTo(303);
    }

    @Test
    void aFirstOneWantsAFreshSignIn() throws SQLException {
        Person anna = customer("Anna", "Lund", "anna.lund@example.com", "+4520100056");
        doorway.signIn(town, anna, browser);
        String csrf = browser.get("/profile/password/first").csrf();
        pass("identity.session", List.of("created_at"), Duration.ofMinutes(11));

        assertThat(browser.get("/profile/password/first").location()).startsWith("/sign-in?fresh");
        assertThat(browser.post("/profile/password/first", Map.of("_csrf", csrf, "new", FRESH, "again", FRESH))
                        .location())
                .startsWith("/sign-in?fresh");
        assertThat(inTown(() -> passwords.has(anna.id()))).isFalse();
    }

    @Test
    void whoHasAPasswordCannotSkipTheOldOne() {
        signIn(browser, EMAIL, PASSWORD);
        String csrf = browser.get("/profile/password").csrf();
        assertThat(browser.post("/profile/password/first", Map.of("_csrf", csrf, "new", FRESH, "again", FRESH))
                        .location())
                .isEqualTo("/profile/password");
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(303);
    }

    private static Answer change(Visitor visitor, String old, String fresh, String again) {
        var form = new HashMap<>(Map.of("old", old, "new", fresh, "again", again));
        form.put("_csrf", visitor.get("/profile/password").csrf());
        return visitor.post("/profile/password", form);
    }
}
