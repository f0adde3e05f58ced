package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TownTest
@ExtendWith(OutputCaptureExtension.class)
class SignInTest {

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    @Autowired
    IdentityProviders providers;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private final ScriptedBroker broker = new ScriptedBroker();
    private Tenant town;
    private Visitor browser;

    @BeforeEach
    void open() {
        town = TestTown.found(founding);
        offer(broker.provider("mitid", NumberRule.GIVEN));
        browser = new Visitor(port, town.hosts().getFirst());
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void aCitizenSignsInAndArrivesWhereTheyWanted() {
        Dane karen = Dane.named("Karen Holm");
        Person known = inTown(() ->
                people.create(NewPerson.named("Karen", "Holm", Locale.of("da")).withNumber(karen.number())));

        Answer turnedAway = browser.get("/closed-room?day=1");
        assertThat(turnedAway.status()).isEqualTo(303);
        assertThat(turnedAway.location()).isEqualTo("/sign-in?to=%2Fclosed-room%3Fday%3D1");

        Answer page = browser.get(turnedAway.location());
        assertThat(page.body()).contains("href=\"/sign-in/mitid?to=%2Fclosed-room%3Fday%3D1\"", "Log ind med MitID");

        Answer start = browser.get("/sign-in/mitid?to=%2Fclosed-room%3Fday%3D1");
        assertThat(start.location()).startsWith(broker.issuer() + "/authorize?");
        assertThat(start.sentAlong())
                .containsEntry("response_type", "code")
                .containsEntry("client_id", ScriptedBroker.CLIENT)
                .containsEntry("scope", "openid mitid ssn")
                .containsEntry("redirect_uri", "http://" + browser.authority() + "/sign-in/mitid/callback")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("response_mode", "query")
                .containsEntry("idp_values", "mitid")
                .containsEntry("ui_locales", "da")
                .containsKeys("state", "nonce", "code_challenge");

        Answer back = returning(browser, start, karen.withNumber());
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.location()).isEqualTo("/closed-room?day=1");
        assertThat(browser.get("/closed-room").body()).isEqualTo("only for Karen Holm by mitid");
        assertThat(inTown(() -> people.byNumber(karen.number()))).contains(known);
    }

    @Test
    void aNewcomerBecomesKnownOnceHoweverOftenTheySignIn() {
        Dane newcomer = Dane.named("Sofie Marie Lind");
        signIn(browser, newcomer.withNumber());
        signIn(new Visitor(port, town.hosts().getFirst()), newcomer.withNumber());

        Person person = inTown(() -> people.byNumber(newcomer.number())).orElseThrow();
        assertThat(person.firstName()).isEqualTo("Sofie Marie");
        assertThat(person.lastName()).isEqualTo("Lind");
        assertThat(person.birthDate()).isEqualTo(newcomer.born());
        assertThat(person.number()).isEqualTo("770581");
        assertThat(count("identity.person")).isEqualTo(1);
    }

    @Test
    void manyFirstSignInsOfOneHumanAtOnceMakeOnePerson() throws Exception {
        for (int round = 0; round < 5; round++) {
            Dane newcomer = Dane.named("Sofie Lind");
            var start = new CyclicBarrier(6);
            try (var threads = Executors.newFixedThreadPool(6)) {
                Callable<Answer> arrival = () -> {
                    var visitor = new Visitor(port, town.hosts().getFirst());
                    Answer sent = visitor.get("/sign-in/mitid");
                    String code = broker.codeFor(sent.sentAlong(), newcomer.withNumber());
                    start.await();
                    return callback(visitor, sent, code);
                };
                for (Future<Answer> arrived : threads.invokeAll(Collections.nCopies(6, arrival))) {
                    assertThat(arrived.get().location()).isEqualTo(ReturnPath.HOME);
                }
            }
            assertThat(count("identity.person")).isEqualTo(round + 1);
            assertThat(count("identity.way")).isEqualTo(round + 1);
        }
    }

    @Test
    void whatTheBrokerTellsIsReadFromUserInfoNotFromTheIdToken() {
        Dane karen = Dane.named("Karen Holm");
        Dane other = Dane.named("Somebody Else");
        broker.twist =
                token -> token.claim("dk.cpr", other.number().digits()).claim("mitid.identity_name", other.name());
        signIn(browser, karen.withNumber());

        assertThat(inTown(() -> people.byNumber(other.number()))).isEmpty();
        assertThat(browser.get("/closed-room").body()).contains("Karen Holm");
    }

    @Test
    void aProtectedNameNeverReplacesAKnownOne() {
        Dane karen = Dane.named("Karen Holm");
        signIn(browser, karen.withNumber());
        var hidden = new HashMap<>(karen.withNumber());
        hidden.put("mitid.identity_name", "NAVNE & ADRESSEBESKYTTET");
        signIn(browser, hidden);

        Person person = inTown(() -> people.byNumber(karen.number())).orElseThrow();
        assertThat(person.firstName()).isEqualTo("Karen");
        assertThat(person.isProtected()).isTrue();
        assertThat(browser.get("/closed-room").body()).contains("Karen Holm");
    }

    @Test
    void somebodyWhoseNameIsProtectedFromTheStartIsCalledByAPlainWord() {
        Dane hidden = Dane.named("NAVNE & ADRESSEBESKYTTET");
        signIn(browser, hidden.withNumber());

        assertThat(browser.get("/closed-room").body()).isEqualTo("only for Borger by mitid");
    }

    @Test
    void aNewEidOfTheSameHumanFindsTheSamePerson() {
        Dane karen = Dane.named("Karen Holm");
        signIn(browser, karen.withNumber());
        signIn(browser, new Dane("another-subject", "Karen Holm", karen.number()).withNumber());

        assertThat(count("identity.person")).isEqualTo(1);
        assertThat(count("identity.way")).isEqualTo(1);
    }

    @Test
    void anIdentityThatSuddenlyCarriesSomebodyElsesNumberIsNobodysSignIn() {
        Dane karen = Dane.named("Karen Holm");
        Dane jens = Dane.named("Jens Holm");
        signIn(browser, karen.withNumber());
        signIn(browser, jens.withNumber());
        browser.cookies().clear();

        Answer back = signIn(browser, new Dane(karen.subject(), karen.name(), jens.number()).withNumber());
        assertThat(back.location()).startsWith("/sign-in?why=contradiction");
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void aBrokerThatForgetsTheNumberOfAStrangerSignsNobodyIn() {
        Answer back = signIn(browser, Dane.named("Foreign User").withoutNumber());

        assertThat(back.location()).startsWith("/sign-in?why=no-number");
        assertThat(browser.get(back.location()).body()).contains("70 00 00 00");
        assertThat(count("identity.person")).isZero();
    }

    @Test
    void abortingAtTheEidBringsOneBackWithAPlainMessageAndTheWayOnKept() {
        Answer start = browser.get("/sign-in/mitid?to=/closed-room");
        Answer back =
                browser.get("/sign-in/mitid/callback?error=access_denied&error_description=mitid_user_aborted&state="
                        + start.sentAlong().get("state"));

        assertThat(back.location()).isEqualTo("/sign-in?why=aborted&to=%2Fclosed-room");
        assertThat(browser.get(back.location()).body())
                .contains("Du afbrød, før du var logget ind", "/sign-in/mitid?to=%2Fclosed-room");
    }

    @Test
    void aBrokenBrokerBringsOneBackWithAPlainMessage() {
        broker.isBroken = true;
        assertThat(signIn(browser, Dane.named("Karen Holm").withNumber()).location())
                .startsWith("/sign-in?why=failed");
    }

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
    void anAnswerWithAnotherStateIsNobodysAndLeavesTheSignInUnderWayAlone() {
        Answer start = browser.get("/sign-in/mitid");
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());

        assertThat(browser.get("/sign-in/mitid/callback?code=" + code + "&state=forged")
                        .location())
                .startsWith("/sign-in?why=interrupted");
        assertThat(callback(browser, start, code).location()).isEqualTo("/home");
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
    }

    @Test
    void anAnswerInABrowserThatAskedForNothingIsNobodys() {
        Answer start = browser.get("/sign-in/mitid");
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());
        var victim = new Visitor(port, town.hosts().getFirst());

        assertThat(callback(victim, start, code).location()).startsWith("/sign-in?why=interrupted");
        assertThat(victim.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void aUsedAnswerIsWorthNothingEvenWithTheCookieThatWentWithIt() {
        Answer start = browser.get("/sign-in/mitid");
        String underWay = browser.cookies().get(EidRequestCookie.COOKIE);
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());
        callback(browser, start, code);

        var thief = new Visitor(port, town.hosts().getFirst());
        thief.cookies().put(EidRequestCookie.COOKIE, underWay);
        assertThat(callback(thief, start, code).location()).startsWith("/sign-in?why=failed");
        assertThat(thief.get("/closed-room").status()).isEqualTo(303);
    }

    @Test
    void goingBackInTheBrowserAfterSigningInDoesNoHarm() {
        Answer start = browser.get("/sign-in/mitid");
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());
        callback(browser, start, code);

        assertThat(callback(browser, start, code).location()).isEqualTo("/home");
        assertThat(browser.get("/closed-room").status()).isEqualTo(200);
    }

    @Test
    void aSignInUnderWayInOneTownCannotBeFinishedInAnother() {
        Tenant elsewhere = TestTown.found(founding);
        TestTown.<Void, RuntimeException>in(elsewhere, () -> {
            providers.add(broker.provider("mitid", NumberRule.GIVEN));
            return null;
        });
        Answer start = browser.get("/sign-in/mitid");
        var visitor = new Visitor(port, elsewhere.hosts().getFirst());
        visitor.cookies().putAll(browser.cookies());
        String code = broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());

        assertThat(callback(visitor, start, code).location()).startsWith("/sign-in?why=interrupted");
    }

    @Test
    void anAnswerMeantForOneProviderIsRefusedAtAnother() {
        try (var evil = new ScriptedBroker()) {
            offer(evil.provider("evil", NumberRule.GIVEN));
            Answer start = browser.get("/sign-in/mitid");
            String code =
                    broker.codeFor(start.sentAlong(), Dane.named("Karen Holm").withNumber());

            Answer back = browser.get("/sign-in/evil/callback?code=" + code + "&state="
                    + start.sentAlong().get("state"));
            assertThat(back.location()).startsWith("/sign-in?why=interrupted");

            Answer named = browser.get("/sign-in/mitid/callback?code=" + code + "&iss=" + evil.issuer() + "&state="
                    + start.sentAlong().get("state"));
            assertThat(named.location()).startsWith("/sign-in?why=interrupted");
        }
    }

    @Test
    void aTokenWithTheWrongNonceIsRefused() {
        broker.twist = token -> token.claim("nonce", "of-another-sign-in");
        refusedAs("failed");
    }

    @Test
    void aTokenWithoutANonceIsRefused() {
        broker.twist = token -> token.claim("nonce", null);
        refusedAs("failed");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        broker.twist = token -> token.issuer("https://example.org");
        refusedAs("failed");
    }

    @Test
    void aTokenForAnotherClientIsRefused() {
        broker.twist = token -> token.audience("another-town");
        refusedAs("failed");
    }

    @Test
    void anExpiredTokenIsRefused() {
        broker.twist = token -> token.issueTime(Date.from(Instant.now().minusSeconds(900)))
                .expirationTime(Date.from(Instant.now().minusSeconds(600)));
        refusedAs("failed");
    }

    @Test
    void aTokenSignedByAStrangerIsRefused() {
        broker.signsWithStrangeKey = true;
        refusedAs("failed");
    }

    @Test
    void aTokenOfALowerLevelOfAssuranceIsRefusedInWords() {
        broker.twist = token -> token.claim("loa", "https://data.gov.dk/concept/core/nsis/Low");
        refusedAs("level");
    }

    @Test
    void aTokenThatTellsNoLevelOfAssuranceIsRefused() {
        broker.twist = token -> token.claim("loa", null);
        refusedAs("level");
    }

    @Test
    void userInfoAboutSomebodyElseIsRefused() {
        broker.retell = claims -> {
            claims.put("sub", "somebody-else");
            return claims;
        };
        refusedAs("failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/",
                "//example.org/",
                "/\\example.org/",
                "\\\\example.org",
                "/\t/example.org",
                "/\n/example.org",
                "javascript:alert(1)",
                "closed-room",
                "/sign-in/mitid",
                "/sign-out"
            })
    void anAddressOfAnotherSiteIsNeverFollowedAfterSigningIn(String to) {
        String encoded = URLEncoder.encode(to, StandardCharsets.UTF_8);
        Answer start = browser.get("/sign-in/mitid?to=" + encoded);
        assertThat(returning(browser, start, Dane.named("Karen Holm").withNumber())
                        .location())
                .isEqualTo("/home");
        assertThat(browser.get("/sign-in?to=" + encoded).location()).isEqualTo("/home");
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

    @Test
    void nothingPersonalReachesTheLog(CapturedOutput output) {
        Dane karen = Dane.named("Karen Zwergenhold");
        signIn(browser, karen.withNumber());
        String session = browser.cookies().get(Sessions.COOKIE);
        broker.twist = token -> token.claim("nonce", "wrong");
        signIn(browser, karen.withNumber());

        assertThat(output.getAll())
                .doesNotContain("Zwergenhold", karen.number().digits(), karen.subject(), session)
                .contains("sign-in refused");
    }

    private Answer signIn(Visitor visitor, Map<String, Object> claims) {
        return returning(visitor, visitor.get("/sign-in/mitid"), claims);
    }

    private Answer returning(Visitor visitor, Answer start, Map<String, Object> claims) {
        return callback(visitor, start, broker.codeFor(start.sentAlong(), claims));
    }

    private static Answer callback(Visitor visitor, Answer start, String code) {
        return visitor.get("/sign-in/mitid/callback?code=" + code + "&state="
                + start.sentAlong().get("state"));
    }

    /** Every page of a signed-in citizen has the form that signs out. */
    private static String csrf(Visitor visitor) {
        return visitor.get("/sign-in/number-over").csrf();
    }

    private void offer(NewProvider provider) {
        TestTown.<Void, RuntimeException>in(town, () -> {
            providers.add(provider);
            return null;
        });
    }

    private <T> T inTown(ScopedValue.CallableOp<T, RuntimeException> work) {
        return TestTown.in(town, work);
    }

    private long count(String table) {
        return inTown(() -> transactions.execute(status ->
                jdbc.sql("select count(*) from " + table).query(Long.class).single()));
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

    private void refusedAs(String why) {
        Answer back = signIn(browser, Dane.named("Karen Holm").withNumber());
        assertThat(back.location()).startsWith("/sign-in?why=" + why);
        assertThat(browser.cookies()).doesNotContainKey(Sessions.COOKIE);
        assertThat(browser.get("/closed-room").status()).isEqualTo(303);
        assertThat(browser.get(back.location()).status()).isEqualTo(200);
        assertThat(count("identity.person")).isZero();
    }
}
