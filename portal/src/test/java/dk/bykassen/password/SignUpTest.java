package dk.bykassen.password;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.SentCodes;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Becoming known: what is asked, what is checked, and what those learn who only want to know about others. */
class SignUpTest extends PasswordTown {

    private static final String FRESH = "Regnbue_over5broer";

    @Autowired
    SentCodes codes;

    @Autowired
    Throttle throttle;

    @Test
    void aStrangerBecomesACustomerOnceTheCodeIsRight() throws Exception {
        assertThat(browser.get("/sign-up").body())
                .contains("autocomplete=\"new-password\"", "autocomplete=\"email\"", "mindst 8 tegn");
        long before = count("identity.person");
        assertThat(signUp(browser, Map.of()).location()).isEqualTo("/sign-up/code");
        assertThat(browser.get("/sign-up/code").body())
                .contains("ida.dahl@example.com", "autocomplete=\"one-time-code\"");
        // Nobody is known by what they say alone.
        assertThat(count("identity.person")).isEqualTo(before);

        Answer in = code(browser, codes.newest(town));
        assertThat(in.status()).isEqualTo(303);
        assertThat(isIn(browser)).isTrue();
        assertThat(count("identity.person")).isEqualTo(before + 1);
        assertThat(count("password.sign_up")).isZero();
        assertThat(signIn(visitor(), "Ida.Dahl@example.com", FRESH).status()).isEqualTo(303);
        // The number signs in when it is proved.
        assertThat(signIn(visitor(), "20 10 00 77", FRESH).status()).isEqualTo(422);
        settle();
        assertThat(written()).isEmpty();
    }

    @Test
    void nobodyLearnsWhetherAnAddressHasAnAccountButItsOwner() throws Exception {
        Visitor first = visitor();
        Visitor second = visitor();
        long before = hashing.computed();
        Answer known = signUp(first, Map.of("email", EMAIL));
        Answer unknown = signUp(second, Map.of());
        assertThat(hashing.computed() - before).isEqualTo(2);

        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(303);
        assertThat(known.location()).isEqualTo(unknown.location());
        assertThat(names(known)).isEqualTo(names(unknown));
        assertThat(first.get("/sign-up/code").body().replace(EMAIL, "x"))
                .isEqualTo(second.get("/sign-up/code").body().replace("ida.dahl@example.com", "x"));
        assertThat(code(first, "000000").body().replace(EMAIL, "x"))
                .isEqualTo(code(second, "000000").body().replace("ida.dahl@example.com", "x"));
        assertThat(count("identity.code")).isEqualTo(2);
        settle();
        assertThat(written()).containsExactly("account-exists email");
    }

    @Test
    void whoeverReadsTheAddressIsToldOfTheAccountAndNoSecondOneIsMade() {
        long before = count("identity.person");
        signUp(browser, Map.of("email", EMAIL));
        Answer answer = code(browser, codes.newest(town));

        assertThat(answer.body()).contains("Du har allerede en konto", "/forgotten-password");
        assertThat(isIn(browser)).isFalse();
        assertThat(count("identity.person")).isEqualTo(before);
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void twoWhoSignUpWithOneAddressAreOnePerson() {
        Visitor other = visitor();
        signUp(browser, Map.of());
        String first = codes.newest(town);
        signUp(other, Map.of());
        // The second wish came at once: the first code is the one that counts, and only in the browser that asked for
        // it.
        assertThat(code(other, first).status()).isEqualTo(422);
        assertThat(code(browser, first).status()).isEqualTo(303);
        assertThat(count("password.password")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Łukasz",
                "Søren Ærø",
                "Θεόδωρος",
                "Жанна",
                "محمد",
                "שרה",
                "李小龍",
                "ประยุทธ์",
                "O'Neill-Jørgensen",
                "D’Arcy",
                "नरेंद्र",
                "Nguyễn Thị",
                "Jr."
            })
    void namesOfEveryScriptAreNames(String name) {
        assertThat(signUp(browser, Map.of("first-name", name)).status()).isEqualTo(303);
        assertThat(code(browser, codes.newest(town)).status()).isEqualTo(303);
        assertThat(inTown(() -> people.names(List.of(newest())))).containsValue(name + " Dahl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "😀", "<b>", "1234", "\u202e\u200f"})
    void whatIsNoNameIsSaid(String name) {
        Answer answer = signUp(browser, Map.of("first-name", name));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("first-name-e");
    }

    @Test
    void namesAreOneLineAndEndNoHeader() {
        assertThat(signUp(browser, Map.of("first-name", "Ida\r\nBcc: all@example.com", "last-name", "Dahl\nHolm"))
                        .status())
                .isEqualTo(303);
        code(browser, codes.newest(town));
        assertThat(inTown(() -> people.names(List.of(newest()))))
                .containsValue("Ida Bcc: all@example.com Dahl Holm".replace(": ", ": "));
        assertThat(signUp(visitor(), Map.of("email", "ida@example.com\r\nBcc: all@example.com"))
                        .status())
                .isEqualTo(422);
        assertThat(signUp(visitor(), Map.of("first-name", "x".repeat(300))).status())
                .isEqualTo(422);
    }

    @Test
    void everyFaultIsSaidAtOnceAndNothingTypedIsLostButThePassword() {
        Answer answer = browser.post(
                "/sign-up",
                Map.of("kind", "company", "first-name", "Ida", "email", "ida", "mobile", "12", "new", "kort"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Fejl:", "value=\"Ida\"", "last-name-e", "email-e", "mobile-e", "company-name-e")
                .contains("business-number-e", "new-e", "Passwordet er for kort. Det skal have mindst 8 tegn.")
                .doesNotContain("kort\"");
    }

    @Test
    void aCompanyHasANumberWhoseDigitsFit() {
        Map<String, String> company = Map.of("kind", "company", "company-name", "Dahl & Søn ApS");
        assertThat(signUp(browser, with(company, "business-number", "12345678")).status())
                .isEqualTo(422);
        assertThat(signUp(browser, with(company, "business-number", "DK 13585628"))
                        .status())
                .isEqualTo(303);
        code(browser, codes.newest(town));
        assertThat(inTown(() -> people.find(newest()).orElseThrow().company()))
                .hasFieldOrPropertyWithValue("number", "13585628");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ida+p@example.com", "IDA.Dahl@Example.COM", "ida@blåbær.dk"})
    void addressesHoweverTheyAreWritten(String email) {
        assertThat(signUp(browser, Map.of("email", email)).status()).isEqualTo(303);
        assertThat(code(browser, codes.newest(town)).status()).isEqualTo(303);
        assertThat(signIn(visitor(), email, FRESH).status()).isEqualTo(303);
    }

    @Test
    void aCodeBelongsToTheBrowserThatAskedForItForTenMinutesAndFiveTries() throws SQLException {
        signUp(browser, Map.of());
        String code = codes.newest(town);
        assertThat(code(visitor(), code).location()).isEqualTo("/sign-up");

        for (int i = 0; i < 5; i++) {
            assertThat(code(browser, code.equals("111111") ? "222222" : "111111")
                            .status())
                    .isEqualTo(422);
        }
        assertThat(code(browser, code).body()).contains("Den kode kan ikke bruges mere");

        Visitor late = visitor();
        signUp(late, Map.of("email", "late@example.com"));
        String another = codes.newest(town);
        pass("identity.code", List.of("sent_at", "expires_at"), Duration.ofMinutes(11));
        assertThat(code(late, another).body()).contains("Den kode kan ikke bruges mere");
        // Another one is sent on demand.
        assertThat(late.post("/sign-up/code/again", Map.of()).location()).isEqualTo("/sign-up/code");
        assertThat(code(late, codes.newest(town)).status()).isEqualTo(303);
    }

    @Test
    void anotherCodeWantsALittlePatience() {
        signUp(browser, Map.of());
        Answer again = browser.post("/sign-up/code/again", Map.of());
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("Du kan få en ny kode om");
        assertThat(count("identity.code")).isEqualTo(1);
    }

    @Test
    void whatNobodyFinishesIsForgotten() throws SQLException {
        signUp(browser, Map.of());
        pass("password.sign_up", List.of("begun_at", "expires_at"), Duration.ofHours(2));
        assertThat(browser.get("/sign-up/code").location()).isEqualTo("/sign-up");
        signUp(visitor(), Map.of("email", "next@example.com"));
        assertThat(count("password.sign_up")).isEqualTo(1);
    }

    @Test
    void theDatabaseHoldsNothingReadableOfAStranger() throws SQLException {
        signUp(browser, Map.of("first-name", "Zwergenhold"));
        try (var connection = dk.bykassen.TestTown.superuser("town");
                var sql = connection.createStatement();
                var rows = sql.executeQuery("select string_agg(t::text || encode(t.typed, 'escape'), ' ') "
                        + "from password.sign_up t where tenant_id = " + town.id())) {
            rows.next();
            assertThat(rows.getString(1)).doesNotContain("Zwergenhold").doesNotContain("ida.dahl");
        }
    }

    @Test
    void whoeverBeginsTooOftenCostsNoWork() {
        for (int i = 0; i < Throttle.LETTERS_OF_AN_ADDRESS; i++) {
            inTown(() -> throttle.mayAsk("127.0.0.1", Instant.now().plusSeconds(60)));
        }
        long before = hashing.computed();
        Answer answer = signUp(visitor(), Map.of());

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(hashing.computed()).isEqualTo(before);
        assertThat(count("password.sign_up")).isZero();
    }

    @Test
    void formsFromOtherSitesAreRefused() {
        Map<String, String> elsewhere = Map.of("Sec-Fetch-Site", "cross-site");
        for (String path : List.of("/sign-up", "/sign-up/code", "/sign-up/code/again")) {
            assertThat(browser.post(path, Map.of(), elsewhere).status()).isEqualTo(403);
        }
    }

    private static Answer signUp(Visitor visitor, Map<String, String> changes) {
        Map<String, String> form = new HashMap<>(Map.of(
                "kind", "private",
                "first-name", "Ida",
                "last-name", "Dahl",
                "email", "ida.dahl@example.com",
                "mobile", "20100077",
                "new", FRESH));
        form.putAll(changes);
        return visitor.post("/sign-up", form);
    }

    private static Answer code(Visitor visitor, String code) {
        return visitor.post("/sign-up/code", Map.of("code", code));
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        var more = new HashMap<>(form);
        more.put(field, value);
        return more;
    }

    private static List<String> names(Answer answer) {
        return answer.setCookies().stream()
                .map(cookie -> cookie.replaceAll("=[A-Za-z0-9_-]{43};", "=;").replaceAll("Expires=[^;]*;", ""))
                .toList();
    }

    private long newest() {
        return transactions.execute(status -> jdbc.sql("select max(id) from identity.person")
                .query(Long.class)
                .single());
    }
}
