package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a session is worth, to whom, and for how long. */
class SessionTest extends SignInTown {

    @Test
    void signingOutEndsTheSessionHereAndAtTheBroker() {
        signIn(browser, Dane.named("Karen Holm").withNumber());
        String token = browser.cookies().get(Sessions.COOKIE);

        Answer out = browser.post("/sign-out", Map.of("_csrf", csrf(browser)));
        assertThat(out.status()).isEqualTo(303);
        assertThat(out.location()).startsWith(broker.issuer() + "/logout?");
        assertThat(out.sentAlong())
                .containsEntry("post_logout_redirect_uri", "http://" + browser.authority() + "/signed-out");
        assertThat(out.sentAlong().get("id_token_hint")).contains(".");
        assertThat(browser.cookies()).doesNotContainKey(Sessions.COOKIE);
        assertThat(browser.get("/signed-out").body()).contains("Du er logget af");
        // The browser's forms may end at the broker: redirects after a form are held to form-action too.
        assertThat(browser.get("/sign-in").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("form-action 'self' " + broker.issuer()));

        browser.cookies().put(Sessions.COOKIE, token);
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void cookiesAreForThisHostAloneAndNoScriptReadsThem() {
        Answer start = browser.get("/sign-in/mitid");
        Answer back = returning(browser, start, Dane.named("Karen Holm").withNumber());

        List<String> set = new ArrayList<>(start.setCookies());
        set.addAll(back.setCookies());
        assertThat(set)
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Domain"));
        assertThat(set).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    }

    @Test
    void aSessionBegunBeforeTheSignInIsWorthNothingAfterIt() {
        signIn(browser, Dane.named("Karen Holm").withNumber());
        String planted = browser.cookies().get(Sessions.COOKIE);
        signIn(browser, Dane.named("Jens Holm").withNumber());

        assertThat(browser.cookies().get(Sessions.COOKIE)).isNotEqualTo(planted);
        var thief = new Visitor(port, town.hosts().getFirst());
        thief.cookies().put(Sessions.COOKIE, planted);
        assertThat(thief.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void whoeverIsSignedInIsKnownByTheirOwnPublicId() {
        Dane karen = Dane.named("Karen Holm");
        signIn(browser, karen.withNumber());

        Person known = inTown(() -> people.byNumber(karen.number())).orElseThrow();
        assertThat(browser.get("/closed-room/key").body())
                .isEqualTo(known.publicId().toString());
    }

    @Test
    void aSessionOfOneTownIsNothingInAnother() {
        signIn(browser, Dane.named("Karen Holm").withNumber());
        Tenant elsewhere = TestTown.found(founding);
        var visitor = new Visitor(port, elsewhere.hosts().getFirst());
        visitor.cookies().putAll(browser.cookies());

        assertThat(visitor.get("/closed-room").status()).isEqualTo(303);
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
    }

    @Test
    void aSessionNobodyUsesForHalfAnHourIsOverAndSoIsAnyAfterEightHours() throws SQLException {
        signIn(browser, Dane.named("Karen Holm").withNumber());
        age("last_seen_at", Duration.ofMinutes(29));
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
        // That visit was written down, so half an hour begins anew.
        age("last_seen_at", Duration.ofMinutes(29));
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
        age("last_seen_at", Duration.ofMinutes(31));
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);

        signIn(browser, Dane.named("Jens Holm").withNumber());
        age("expires_at", Duration.ofHours(7).plusMinutes(59));
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
        age("expires_at", Duration.ofHours(8).plusMinutes(1));
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void aFormFromAnotherSiteIsRefused() {
        signIn(browser, Dane.named("Karen Holm").withNumber());
        String token = csrf(browser);

        assertThat(browser.post("/closed-room", Map.of("_csrf", token)).status())
                .isEqualTo(303);
        assertThat(browser.post("/closed-room", Map.of("_csrf", token), Map.of("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/closed-room", Map.of("_csrf", token), Map.of("Sec-Fetch-Site", "same-site"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/closed-room", Map.of("_csrf", token), Map.of("Origin", "http://example.org"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/closed-room", Map.of("_csrf", token), Map.of("Origin", "null"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aFormWithoutTheSessionsTokenIsRefused() {
        signIn(browser, Dane.named("Karen Holm").withNumber());
        var jens = new Visitor(port, town.hosts().getFirst());
        signIn(jens, Dane.named("Jens Holm").withNumber());

        assertThat(browser.post("/closed-room", Map.of()).status()).isEqualTo(403);
        assertThat(browser.post("/closed-room", Map.of("_csrf", "!")).status()).isEqualTo(403);
        assertThat(browser.post("/closed-room", Map.of("_csrf", csrf(jens))).status())
                .isEqualTo(403);
        assertThat(browser.post("/sign-out", Map.of()).status()).isEqualTo(403);
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
    }

    @Test
    void aStrangersFormIsHeldToItsOriginAndSentToSignIn() {
        assertThat(browser.post("/closed-room", Map.of()).location()).isEqualTo("/sign-in");
        assertThat(browser.post(
                                "/closed-room",
                                Map.of(),
                                Map.of(
                                        "Sec-Fetch-Site",
                                        "same-origin",
                                        "Referer",
                                        "http://" + browser.authority() + "/closed-room?a=b"))
                        .location())
                .isEqualTo("/sign-in?to=%2Fclosed-room%3Fa%3Db");
        assertThat(browser.post("/closed-room", Map.of(), Map.of("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAddressThatLeadsNowhereIsNotFoundForEverybody() {
        assertThat(browser.get("/no-such-page").status()).isEqualTo(404);
        assertThat(browser.get("/sign-in/no-such-provider").status()).isEqualTo(404);
        assertThat(browser.get("/api/v1/no-such-thing").status()).isEqualTo(404);
        signIn(browser, Dane.named("Karen Holm").withNumber());
        assertThat(browser.get("/no-such-page").status()).isEqualTo(404);
    }

    @Test
    void theDatabaseHoldsNoTokenAndNoNumberThatCouldBeRead() throws SQLException {
        Dane karen = Dane.named("Karen Holm");
        signIn(browser, karen.withNumber());
        String dump = dump("identity.session") + dump("identity.person_number") + dump("identity.provider");

        for (String secret :
                List.of(browser.cookies().get(Sessions.COOKIE), karen.number().digits(), ScriptedBroker.SECRET)) {
            assertThat(dump)
                    .doesNotContain(secret)
                    .doesNotContain(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Lets all sessions of the town be older than they are, as only the database's superuser can. */
    private void age(String column, Duration by) throws SQLException {
        try (var connection = TestTown.superuser("town");
                var sql = connection.prepareStatement(
                        "update identity.session set created_at = created_at - interval '9 hours', " + column + " = "
                                + column + " - make_interval(secs => ?) where tenant_id = ? and ended_at is null")) {
            sql.setLong(1, by.toSeconds());
            sql.setInt(2, town.id());
            sql.executeUpdate();
        }
    }

    private String dump(String table) throws SQLException {
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "select string_agg(t::text, ' ') from " + table + " t where tenant_id = " + town.id())) {
            rows.next();
            return rows.getString(1);
        }
    }
}
