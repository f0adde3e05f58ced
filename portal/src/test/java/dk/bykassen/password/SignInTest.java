package dk.bykassen.password;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.tenant.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a name and a password, and what those get who have neither. */
class SignInTest extends PasswordTown {

    @ParameterizedTest
    @ValueSource(
            strings = {
                EMAIL,
                " Maja.Friis@Example.COM ",
                "20100004",
                "20 10 00 04",
                "+4520100004",
                "0045 20 10 00 04",
                "+45 2010 0004"
            })
    void anAddressOrANumberHoweverItIsWrittenIsAName(String name) {
        Answer answer = signIn(browser, name, PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/home");
        assertThat(browser.cookies()).containsKey("__Host-session");
    }

    @Test
    void theFormStandsOnTheSignInPageWherePasswordsAreOffered() {
        assertThat(browser.get("/sign-in").body())
                .contains("action=\"/sign-in/password\"", "autocomplete=\"username\"")
                .contains("autocomplete=\"current-password\"", "Glemt password?", "/sign-up");

        var elsewhere = new Visitor(port, TestTown.found(founding).hosts().getFirst());
        assertThat(elsewhere.get("/sign-in").body()).doesNotContain("/sign-in/password");
        assertThat(signIn(elsewhere, EMAIL, PASSWORD).status()).isEqualTo(404);
    }

    @Test
    void nobodyLearnsWhetherAnAccountExists() {
        customer("Bo", "Berg", "bo.berg@example.com", "+4520100055");
        Answer wrong = signIn(visitor(), EMAIL, "forkert#1");
        Answer stranger = signIn(visitor(), "nobody@example.com", "forkert#1");
        Answer withoutPassword = signIn(visitor(), "bo.berg@example.com", "forkert#1");
        Answer noName = signIn(visitor(), "hvem?", "forkert#1");

        assertThat(wrong.status()).isEqualTo(422);
        for (Answer other : List.of(stranger, withoutPassword, noName)) {
            assertThat(other.status()).isEqualTo(wrong.status());
            assertThat(anonymous(other)).isEqualTo(anonymous(wrong));
            assertThat(plain(other)).isEqualTo(plain(wrong));
        }
    }

    @Test
    void everyTryCostsOneHashWhoeverItIs() {
        customer("Bo", "Berg", "bo.berg@example.com", "+4520100055");
        for (String name : List.of(EMAIL, "nobody@example.com", "bo.berg@example.com", "hvem?")) {
            long before = hashing.computed();
            signIn(visitor(), name, "forkert#1");
            assertThat(hashing.computed() - before).as(name).isEqualTo(1);
        }
        long before = hashing.computed();
        signIn(visitor(), EMAIL, "forkert#1".repeat(100));
        signIn(visitor(), "nobody@example.com", "forkert#1".repeat(100));
        assertThat(hashing.computed() - before).isEqualTo(2);
    }

    @Test
    void aSessionPlantedBeforehandIsWorthNothingAfterwards() {
        signIn(browser, EMAIL, PASSWORD);
        String first = browser.cookies().get("__Host-session");
        browser.post(
                "/sign-out", Map.of("_csrf", browser.get("/profile/password").csrf()));
        browser.cookies().put("__Host-session", first);
        signIn(browser, EMAIL, PASSWORD);

        assertThat(browser.cookies().get("__Host-session")).isNotEqualTo(first);
        Visitor thief = visitor();
        thief.cookies().put("__Host-session", first);
        assertThat(isIn(thief)).isFalse();
        assertThat(isIn(browser)).isTrue();
    }

    @Test
    void aFormFromAnotherSiteSignsNobodyIn() {
        Map<String, String> form = Map.of("name", EMAIL, "password", PASSWORD);
        assertThat(browser.post("/sign-in/password", form, Map.of("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/sign-in/password", form, Map.of("Origin", "https://example.org"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.cookies()).doesNotContainKey("__Host-session");

        signIn(browser, EMAIL, PASSWORD);
        // Whoever is signed in does not become somebody else by a form without the session's token.
        assertThat(signIn(browser, EMAIL, PASSWORD).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/",
                "//example.org",
                "/\\example.org",
                "/%0d%0aSet-Cookie:a=b",
                "javascript:alert(1)",
                "/sign-in"
            })
    void theWayOnStaysOnThisHost(String to) {
        Answer answer = browser.post("/sign-in/password", Map.of("name", EMAIL, "password", PASSWORD, "to", to));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location())
                .satisfiesAnyOf(
                        location -> assertThat(location).isEqualTo("/home"),
                        location -> assertThat(location).startsWith("/%0d%0a"));
        assertThat(answer.setCookies()).noneMatch(cookie -> cookie.startsWith("a="));
    }

    @Test
    void theWayOnIsKeptOverAMistypedPassword() {
        Answer again = browser.post(
                "/sign-in/password", Map.of("name", EMAIL, "password", "forkert#1", "to", "/profile/password?a=b"));
        assertThat(again.body()).contains("value=\"/profile/password?a=b\"", "value=\"" + EMAIL + "\"");
        assertThat(again.body()).doesNotContain("forkert#1");

        Answer in = browser.post(
                "/sign-in/password", Map.of("name", EMAIL, "password", PASSWORD, "to", "/profile/password?a=b"));
        assertThat(in.location()).isEqualTo("/profile/password?a=b");
    }

    @Test
    void theSamePasswordFromAnotherKeyboardIsTheSame() {
        // å as one sign, and as a with a ring.
        assertThat(signIn(browser, EMAIL, "Kajak#pa\u030a7havet").status()).isEqualTo(303);
        // Blanks may be part of a password and are not cut off.
        assertThat(signIn(visitor(), EMAIL, " " + PASSWORD).status()).isEqualTo(422);
    }

    @Test
    void strangePasswordsAreWrongAndNothingWorse() {
        for (String strange :
                List.of(PASSWORD + "\0", "\0", "x".repeat(129), "😀".repeat(500), "\ud800", "' or 1=1 --")) {
            assertThat(signIn(visitor(), "nobody@example.com", strange).status())
                    .isIn(422, 429);
        }
        assertThat(signIn(visitor(), EMAIL, PASSWORD + "\0").status()).isEqualTo(422);
        assertThat(signIn(visitor(), EMAIL, "x".repeat(1_000_000)).status()).isEqualTo(413);
        assertThat(signIn(visitor(), "x".repeat(100_000), "x").status()).isEqualTo(422);
        assertThat(signIn(visitor(), "a@b.dk\r\nSet-Cookie: a=b", "x").setCookies())
                .isEmpty();
    }

    @Test
    void whatIsMissingIsSaidAndNotCounted() {
        Answer answer = signIn(browser, "", "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Skriv din e-mail eller dit mobilnummer", "Skriv dit password");
        assertThat(count("password.throttle")).isZero();
    }

    @Test
    void anAccountOfOneTownIsNothingInAnother() {
        Tenant elsewhere = TestTown.found(founding, Tenant.Country.DK, List.of("camera-parking"));
        TestTown.in(elsewhere, () -> {
            rules.set(new Rules(true, 8, true, true, ""));
            return true;
        });

        assertThat(signIn(new Visitor(port, elsewhere.hosts().getFirst()), EMAIL, PASSWORD)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aHashWithWeakerParametersIsRenewedAtTheNextSignIn() {
        String weak = new org.springframework.security.crypto.argon2.Argon2PasswordEncoder(16, 32, 1, 4096, 1)
                .encode(PASSWORD);
        inTown(() -> transactions.execute(status ->
                jdbc.sql("update password.password set hash = ?").param(weak).update()));

        assertThat(signIn(browser, EMAIL, PASSWORD).status()).isEqualTo(303);
        assertThat(stored()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(weak);
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(303);
    }

    private String stored() {
        return inTown(() -> transactions.execute(status -> jdbc.sql("select hash from password.password")
                .query(String.class)
                .single()));
    }

    /** The page without what differs from request to request and what was typed. */
    private static String anonymous(Answer answer) {
        return answer.body().replaceAll("value=\"[^\"]*\"", "").replaceAll("lang=[a-z]{2}", "");
    }

    private static Map<String, List<String>> plain(Answer answer) {
        var headers = new HashMap<>(answer.headers().map());
        List.of("date", "content-length", "x-request-id").forEach(headers::remove);
        return headers;
    }
}
