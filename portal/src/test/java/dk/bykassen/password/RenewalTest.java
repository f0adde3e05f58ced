package dk.bykassen.password;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Channel;
import dk.bykassen.tenant.Tenant;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A new password by a link: for whom it is, and what it is good for. */
class RenewalTest extends PasswordTown {

    private static final String FRESH = "Regnbue_over5broer";

    @Autowired
    Throttle throttle;

    @Test
    void whoeverForgotThePasswordChoosesAnotherByALinkInTheMail() throws Exception {
        assertThat(ask(EMAIL).location()).isEqualTo("/forgotten-password/sent");
        settle();
        assertThat(written()).containsExactly("new-password email");
        assertThat(browser.get(newestLink()).body())
                .contains("autocomplete=\"new-password\"", "mindst 8 tegn", "mindst ét bogstav", "@ # _ % *");

        Answer saved = choose(newestLink(), FRESH);
        assertThat(saved.location()).isEqualTo("/sign-in");
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(422);
        assertThat(signIn(browser, EMAIL, FRESH).status()).isEqualTo(303);
        assertThat(written()).containsExactly("new-password email", "password-changed email", "password-changed sms");
    }

    @Test
    void nobodyLearnsWhetherAnAccountExists() throws Exception {
        Answer known = ask(EMAIL);
        Answer unknown = ask("nobody@example.com");
        Answer number = ask("+45 20 10 00 99");
        for (Answer other : List.of(unknown, number)) {
            assertThat(other.status()).isEqualTo(known.status()).isEqualTo(303);
            assertThat(other.body()).isEqualTo(known.body());
            assertThat(plain(other)).isEqualTo(plain(known));
        }
        // The same row and the same job, whoever it is; only the job finds out.
        assertThat(count("password.renewal")).isEqualTo(3);
        settle();
        assertThat(written()).containsExactly("new-password email");
    }

    @Test
    void aLinkIsGoodOnce() throws Exception {
        ask(EMAIL);
        settle();
        String link = newestLink();
        // Mail programs look at links before people do: looking uses nothing up.
        assertThat(visitor().get(link).status()).isEqualTo(200);
        assertThat(visitor().get(link).status()).isEqualTo(200);
        assertThat(choose(link, FRESH).status()).isEqualTo(303);

        assertThat(choose(link, "Anden_gang9gange").status()).isEqualTo(410);
        assertThat(visitor().get(link).body()).contains("Linket virker ikke længere", "tel:+4570000000");
        assertThat(signIn(browser, EMAIL, FRESH).status()).isEqualTo(303);
    }

    @Test
    void aLinkIsGoodForHalfAnHour() throws Exception {
        ask(EMAIL);
        settle();
        pass("password.renewal", List.of("asked_at", "expires_at"), Duration.ofMinutes(29));
        assertThat(visitor().get(newestLink()).status()).isEqualTo(200);
        pass("password.renewal", List.of("asked_at", "expires_at"), Duration.ofMinutes(2));
        assertThat(visitor().get(newestLink()).status()).isEqualTo(410);
        assertThat(choose(newestLink(), FRESH).status()).isEqualTo(410);
    }

    @Test
    void aLinkIsGoodAtItsOwnTownAlone() throws Exception {
        ask(EMAIL);
        settle();
        Tenant elsewhere = TestTown.found(founding, Tenant.Country.DK, List.of("camera-parking"));
        TestTown.in(elsewhere, () -> {
            rules.set(new Rules(true, 8, true, true, ""));
            return true;
        });

        var there = new Visitor(port, elsewhere.hosts().getFirst());
        assertThat(there.get(newestLink()).status()).isEqualTo(410);
        assertThat(there.post(newestLink(), Map.of("new", FRESH, "again", FRESH))
                        .status())
                .isEqualTo(410);
    }

    @Test
    void aChangedPasswordClosesEveryLinkOnItsWay() throws Exception {
        ask(EMAIL);
        settle();
        String first = newestLink();
        ask(EMAIL);
        settle();
        String second = newestLink();
        assertThat(choose(second, FRESH).status()).isEqualTo(303);
        assertThat(visitor().get(first).status()).isEqualTo(410);

        ask(EMAIL);
        settle();
        String third = newestLink();
        signIn(browser, EMAIL, FRESH);
        change(browser, FRESH, "Endnu_en7sten");
        assertThat(visitor().get(third).status()).isEqualTo(410);
    }

    @Test
    void aNewPasswordSignsEverybodyOutWhoWasIn() throws Exception {
        Visitor elsewhere = visitor();
        signIn(elsewhere, EMAIL, PASSWORD);
        assertThat(isIn(elsewhere)).isTrue();
        ask(EMAIL);
        settle();
        choose(newestLink(), FRESH);

        assertThat(isIn(elsewhere)).isFalse();
        assertThat(isIn(browser)).isFalse();
    }

    @Test
    void forgedAndBentLinksLeadNowhere() throws Exception {
        ask(EMAIL);
        settle();
        String link = newestLink();
        for (String bent : List.of(
                link + "A",
                link.substring(0, link.length() - 3) + "AAA",
                "/new-password/" + "A".repeat(43),
                "/new-password/x",
                "/new-password/%00",
                "/new-password/" + "x".repeat(2000))) {
            assertThat(visitor().get(bent).status()).as(bent).isIn(400, 404, 410);
        }
    }

    @Test
    void theDatabaseHoldsNothingThatOpensALink() throws Exception {
        ask(EMAIL);
        settle();
        String token = newestLink().substring("/new-password/".length());
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement()) {
            for (String table : List.of("password.renewal", "message.message", "platform.job")) {
                var rows = sql.executeQuery("select string_agg(t::text, ' ') from " + table + " t");
                rows.next();
                assertThat(String.valueOf(rows.getString(1))).doesNotContain(token);
            }
        }
    }

    @Test
    void aCustomerOfAnOlderSystemSetsTheFirstPasswordTheSameWay() throws Exception {
        customer("Bo", "Berg", "bo.berg@example.com", "+4520100055");
        ask("bo.berg@example.com");
        settle();
        assertThat(browser.get(newestLink()).body()).contains("Vælg et password", "Velkommen til");
        assertThat(choose(newestLink(), FRESH).status()).isEqualTo(303);
        assertThat(signIn(browser, "bo.berg@example.com", FRESH).status()).isEqualTo(303);
        // The address is proved by the link; the number signs in as it was handed over.
        assertThat(signIn(visitor(), "20 10 00 55", FRESH).status()).isEqualTo(303);
    }

    @Test
    void aCustomerWhoseAddressWasCorrectedSetsTheFirstPasswordThere() throws Exception {
        var bo = customer("Bo", "Berg", "bo.bergg@example.com", "+4520100055");
        inTown(() -> {
            people.changeContact(bo.id(), Channel.EMAIL, "bo.berg@example.com");
            return true;
        });
        ask("bo.bergg@example.com");
        ask("bo.berg@example.com");
        settle();
        assertThat(written()).containsExactly("contact-changed email", "new-password email");
        choose(newestLink(), FRESH);
        assertThat(signIn(browser, "bo.berg@example.com", FRESH).status()).isEqualTo(303);
    }

    @Test
    void whoSignsInWithAnEidGetsNoPasswordByMail() throws Exception {
        var anna = customer("Anna", "Lund", "anna.lund@example.com", "+4520100056");
        inTown(() -> people.proveContact(anna.id(), Channel.EMAIL, "anna.lund@example.com"));
        ask("anna.lund@example.com");
        settle();

        assertThat(written()).containsExactly("no-password email");
    }

    @Test
    void anewOwnerOfANumberDoesNotOpenTheAccountOfTheOldOne() throws Exception {
        ask(MOBILE);
        settle();
        assertThat(written()).containsExactly("new-password sms");
        String link = newestLink();
        assertThat(browser.get(link).body()).contains("name=\"email\"");
        assertThat(choose(link, FRESH).status()).isEqualTo(422);
        for (int i = 0; i < 5; i++) {
            browser.post(link, Map.of("new", FRESH, "again", FRESH, "email", "guess" + i + "@example.com"));
        }
        assertThat(browser.post(link, Map.of("new", FRESH, "again", FRESH, "email", EMAIL))
                        .status())
                .isEqualTo(410);

        ask(MOBILE);
        settle();
        assertThat(browser.post(newestLink(), Map.of("new", FRESH, "again", FRESH, "email", EMAIL))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void whoeverProvedAnAddressLastSignsInWithIt() {
        var bo = customer("Bo", "Berg", "bo.berg@example.com", MOBILE.replace("004", "055"));
        inTown(() -> {
            people.changeContact(bo.id(), Channel.SMS, MOBILE);
            people.proveContact(bo.id(), Channel.SMS, MOBILE);
            passwords.set(bo.id(), FRESH);
            return true;
        });

        assertThat(signIn(visitor(), MOBILE, PASSWORD).status()).isEqualTo(422);
        assertThat(signIn(visitor(), MOBILE, FRESH).status()).isEqualTo(303);
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aChangedAddressSignsInWhenItIsProvedAndNotBefore() {
        inTown(() -> people.proveContact(maja.id(), Channel.EMAIL, EMAIL));
        inTown(() -> {
            people.changeContact(maja.id(), Channel.EMAIL, "maja@example.org");
            return true;
        });
        assertThat(signIn(visitor(), "maja@example.org", PASSWORD).status()).isEqualTo(422);
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(303);

        inTown(() -> people.proveContact(maja.id(), Channel.EMAIL, "maja@example.org"));
        assertThat(signIn(visitor(), "maja@example.org", PASSWORD).status()).isEqualTo(303);
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(422);
    }

    @Test
    void nobodysMailboxIsFlooded() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(ask(EMAIL).status()).isEqualTo(303);
        }
        settle();
        assertThat(written()).hasSize(5).containsOnly("new-password email");
    }

    @Test
    void oneAddressAsksForSoManyLettersAndNoMore() {
        for (int i = 0; i < Throttle.LETTERS_OF_AN_ADDRESS; i++) {
            inTown(() -> throttle.mayAsk("127.0.0.1", java.time.Instant.now().plusSeconds(60)));
        }
        Answer answer = ask("nobody@example.com");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void whatIsNeitherAnAddressNorANumberIsSaid() {
        assertThat(ask("").body()).contains("Skriv din e-mail eller dit mobilnummer");
        assertThat(ask("maja").body()).contains("Skriv en e-mailadresse som navn@eksempel.dk eller et mobilnummer");
        assertThat(ask("a@b.dk\r\nBcc: c@d.dk").status()).isEqualTo(422);
        assertThat(count("password.renewal")).isZero();
    }

    @Test
    void formsFromOtherSitesAreRefused() throws Exception {
        ask(EMAIL);
        settle();
        Map<String, String> elsewhere = Map.of("Sec-Fetch-Site", "cross-site");
        assertThat(browser.post("/forgotten-password", Map.of("name", EMAIL), elsewhere)
                        .status())
                .isEqualTo(403);
        assertThat(browser.post(newestLink(), Map.of("new", FRESH, "again", FRESH), elsewhere)
                        .status())
                .isEqualTo(403);
    }

    private Answer ask(String name) {
        return visitor().post("/forgotten-password", Map.of("name", name));
    }

    private Answer choose(String link, String password) {
        return browser.post(link, Map.of("new", password, "again", password));
    }

    private static void change(Visitor visitor, String old, String fresh) {
        String csrf = visitor.get("/profile/password").csrf();
        assertThat(visitor.post("/profile/password", Map.of("_csrf", csrf, "old", old, "new", fresh, "again", fresh))
                        .status())
                .isEqualTo(303);
    }

    private static Map<String, List<String>> plain(Answer answer) {
        var headers = new HashMap<>(answer.headers().map());
        List.of("date", "x-request-id").forEach(headers::remove);
        return headers;
    }
}
