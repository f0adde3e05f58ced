package dk.bykassen.simulator.eid;

import static dk.bykassen.simulator.Browser.encode;
import static dk.bykassen.simulator.Browser.json;
import static dk.bykassen.simulator.Browser.location;
import static dk.bykassen.simulator.Browser.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A portal signs people in at each broker, and meets each refusal. */
class SignInTest {

    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-rules-of-rfc-7636";
    private static final String RETURN = "http://fjordby.localhost:8080/login/oauth2/code/mitid";

    @TempDir
    static Path data;

    private static Simulator simulator;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        simulator = Simulator.start(new SimulatorOptions(0, 0, URI.create("http://localhost:1"), data, null));
        browser = new Browser(simulator.baseUri());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void karenSignsInAtABrokerThatHandsOverTheCpr() throws Exception {
        JWTClaimsSet idToken = claims(signIn("mitid", "fjordby", "karen-holm", "openid mitid ssn"));

        assertThat(idToken.getIssuer()).isEqualTo(simulator.baseUri() + "/eid/mitid");
        assertThat(idToken.getAudience()).containsExactly("bykassen-fjordby");
        assertThat(idToken.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(idToken.getStringClaim("loa")).isEqualTo("https://data.gov.dk/concept/core/nsis/Substantial");
        assertThat(idToken.getClaims()).doesNotContainKeys("dk.cpr", "mitid.uuid", "name");

        var info = userInfo("mitid", signIn("mitid", "fjordby", "karen-holm", "openid mitid ssn"));
        assertThat(info.path("sub").stringValue()).isEqualTo(idToken.getSubject());
        assertThat(info.path("dk.cpr").stringValue()).isEqualTo("7405831012");
        assertThat(info.path("mitid.date_of_birth").stringValue()).isEqualTo("1983-05-14");
        assertThat(info.path("mitid.identity_name").stringValue()).isEqualTo("Karen Holm");
        assertThat(info.path("mitid.has_cpr").stringValue()).isEqualTo("true");
    }

    @Test
    void theOtherBrokerNeverHandsOverTheCprEvenIfAsked() {
        var info = userInfo("mitid-nocpr", signIn("mitid-nocpr", "klosterby", "anna-lund", "openid mitid ssn"));
        assertThat(info.has("dk.cpr")).isFalse();
        assertThat(info.path("mitid.identity_name").stringValue()).isEqualTo("Anna Lund");
    }

    @Test
    void theMatchSaysWhetherANumberIsTheirsThreeTimesAndNeverWhichIs() {
        String token = accessToken(signIn("mitid-nocpr", "klosterby", "anna-lund", "openid mitid"));
        assertThat(match(token, "7111851011").body()).isEqualTo("{\"match\":true}");
        assertThat(match(token, "6903124018").body()).isEqualTo("{\"match\":false}");
        assertThat(match(token, "711185-1011").statusCode()).isEqualTo(400);
        assertThat(match(token, "7111851011").body()).isEqualTo("{\"match\":true}");
        assertThat(match(token, "7111851011").statusCode()).isEqualTo(403);
        assertThat(match("guess", "7111851011").statusCode()).isEqualTo(401);
    }

    @Test
    void theMatchIsDownOrWrongWhenOrdered() {
        String token = accessToken(signIn("mitid-nocpr", "klosterby", "anna-lund", "openid mitid"));
        fault("match_down");
        assertThat(match(token, "7111851011").statusCode()).isEqualTo(503);
        fault("match_wrong");
        assertThat(match(token, "7111851011").body()).isEqualTo("{\"match\":false}");
        assertThat(match(token, "7111851011").body()).isEqualTo("{\"match\":true}");
    }

    @Test
    void theCprIsNotHandedOverUnaskedFor() {
        var info = userInfo("mitid", signIn("mitid", "fjordby", "karen-holm", "openid mitid"));
        assertThat(info.has("dk.cpr")).isFalse();
    }

    @Test
    void aProtectedNameIsNotTold() {
        var info = userInfo("mitid", signIn("mitid", "fjordby", "beskyttet-borger", "openid mitid ssn"));
        assertThat(info.path("mitid.identity_name").stringValue()).isEqualTo("NAVNE & ADRESSEBESKYTTET");
    }

    @Test
    void idPortenPutsThePidIntoTheIdTokenUnlessThePersonHasNone() throws Exception {
        JWTClaimsSet ola = claims(signIn("idporten", "nidby", "ola-nes", "openid"));
        assertThat(ola.getStringClaim("pid")).isEqualTo("14837930198");
        assertThat(ola.getStringClaim("acr")).isEqualTo("idporten-loa-substantial");

        JWTClaimsSet foreigner = claims(signIn("idporten", "nidby", "utenlandsk-bruker", "openid"));
        assertThat(foreigner.getClaims()).doesNotContainKey("pid");
    }

    @ParameterizedTest
    @CsvSource({
        "fjordby, birgit-dam, 'customer-service,cashier,parking-officer,finance,administrator,auditor'",
        "fjordby, henrik-skov, customer-service",
        "klosterby, grethe-lyng, cashier",
        "bypark, jonas-berg, parking-officer",
        "nidby, ragnhild-bakke, finance",
        "nidby, oeyvind-strand, administrator",
        "nidby, marit-vold, auditor",
    })
    void aMemberOfStaffBringsRoles(String tenant, String person, String roles) throws Exception {
        var answer = signIn("staff", tenant, person, "openid profile email");
        assertThat(claims(answer).getStringListClaim("roles")).containsExactly(roles.split(","));

        var info = userInfo("staff", answer);
        assertThat(info.path("email").stringValue()).isEqualTo(person.replace('-', '.') + "@example.com");
        assertThat(info.path("roles").size()).isEqualTo(roles.split(",").length);
    }

    @Test
    void staffOfOneTownAreStrangersInAnother() {
        var answer = browser.postForm(authorize("staff", "klosterby", "openid"), "person", "henrik-skov");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void theWayBackNamesTheIssuerUnlessItIsToldToMixThemUp() {
        String ours = simulator.baseUri() + "/eid/mitid";
        var back = browser.postForm(authorize("mitid", "fjordby", "openid"), "person", "karen-holm");
        assertThat(parameter(location(back), "iss")).isEqualTo(ours);
        assertThat(parameter(
                        location(browser.postForm(authorize("mitid", "fjordby", "openid"), "abort", "true")), "iss"))
                .isEqualTo(ours);

        fault("mixed_up");
        var mixedUp = browser.postForm(authorize("mitid", "fjordby", "openid"), "person", "karen-holm");
        assertThat(parameter(location(mixedUp), "iss")).isNotEqualTo(ours);
    }

    @Test
    void askedForAFreshSignInItAsksAgainAndSaysWhenItWas() throws Exception {
        String again = authorize("mitid", "fjordby", "openid") + "&prompt=login&max_age=0";
        assertThat(browser.get(again).body()).contains("<b>Karen Holm</b></button>");
        assertThat(browser.get(again).body()).contains("<b>Karen Holm</b></button>");

        var now = claims(signIn("mitid", "fjordby", "karen-holm", "openid"));
        assertThat(now.getDateClaim("auth_time").toInstant())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        fault("stale_sign_in");
        var stale = claims(signIn("mitid", "fjordby", "karen-holm", "openid"));
        assertThat(stale.getDateClaim("auth_time").toInstant())
                .isBefore(Instant.now().minusSeconds(3600));
    }

    @Test
    void theButtonsAreTheFullNamesOfTheTenantsPeople() {
        String page =
                browser.get(authorize("mitid", "fjordby", "openid mitid ssn")).body();
        assertThat(page)
                .contains("<b>Karen Holm</b></button>", "<b>Jens Holm</b></button>")
                .doesNotContain("Anna Lund");
    }

    @Test
    void abortingBringsTheBrowserBackWithTheBrokersWords() {
        var back = browser.postForm(authorize("mitid", "fjordby", "openid mitid"), "abort", "true");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(location(back))
                .startsWith(RETURN)
                .contains("error=access_denied", "error_description=mitid_user_aborted", "state=s-1");
    }

    @Test
    void aCodeWorksOnce() {
        String code = code("mitid", "fjordby", "karen-holm", "openid mitid");
        assertThat(token("mitid", "fjordby", code, VERIFIER, RETURN).statusCode())
                .isEqualTo(200);
        assertThat(error(token("mitid", "fjordby", code, VERIFIER, RETURN))).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeIsUselessWithoutItsVerifierClientIssuerAndAddress() {
        String wrong = "another-verifier-that-is-long-enough-for-the-rules-of-it";
        assertThat(error(token("mitid", "fjordby", freshCode(), wrong, RETURN))).isEqualTo("invalid_grant");
        assertThat(error(token("mitid", "klosterby", freshCode(), VERIFIER, RETURN)))
                .isEqualTo("invalid_grant");
        assertThat(error(token("staff", "fjordby", freshCode(), VERIFIER, RETURN)))
                .isEqualTo("invalid_grant");
        assertThat(error(token("mitid", "fjordby", freshCode(), VERIFIER, RETURN + "2")))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aWrongClientSecretIsRefused() {
        var answer = browser.postForm(
                "/eid/mitid/token",
                "grant_type",
                "authorization_code",
                "code",
                freshCode(),
                "redirect_uri",
                RETURN,
                "code_verifier",
                VERIFIER,
                "client_id",
                "bykassen-fjordby",
                "client_secret",
                "demo-secret-klosterby");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(error(answer)).isEqualTo("invalid_client");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/x#f, bykassen-fjordby",
        "http://evil.example/x, bykassen-fjordby",
        "http://fjordby.localhost:8080/x, somebody",
    })
    void strangersAreToldHereAndNeverSentOn(String redirectUri, String client) {
        var answer = browser.get("/eid/mitid/authorize?"
                + encode("client_id", client, "redirect_uri", redirectUri, "response_type", "code", "scope", "openid"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void withoutPkceThereIsNoSignIn() {
        var answer = browser.get("/eid/mitid/authorize?"
                + encode(
                        "client_id",
                        "bykassen-fjordby",
                        "redirect_uri",
                        RETURN,
                        "response_type",
                        "code",
                        "scope",
                        "openid"));
        assertThat(location(answer)).startsWith(RETURN).contains("error=invalid_request");
    }

    @Test
    void anUnknownAccessTokenIsRefused() {
        assertThat(browser.get("/eid/mitid/userinfo", "Authorization", "Bearer guess")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void logOutReturnsToThePortalOnlyWithATokenOfOurs() {
        String idToken = json(signIn("mitid", "fjordby", "karen-holm", "openid"))
                .path("id_token")
                .stringValue();
        String home = "http://fjordby.localhost:8080/";
        var back = browser.get("/eid/mitid/logout?"
                + encode("id_token_hint", idToken, "post_logout_redirect_uri", home, "state", "x"));
        assertThat(location(back)).isEqualTo(home + "?state=x");

        var stays = browser.get("/eid/mitid/logout?" + encode("post_logout_redirect_uri", home));
        assertThat(stays.statusCode()).isEqualTo(200);
    }

    @Test
    void orderedFaultsSpoilExactlyAsManySignIns() throws Exception {
        fault("wrong_nonce");
        assertThat(claims(signIn("mitid", "fjordby", "karen-holm", "openid")).getStringClaim("nonce"))
                .isNotEqualTo("n-1");
        fault("wrong_issuer");
        assertThat(claims(signIn("mitid", "fjordby", "karen-holm", "openid")).getIssuer())
                .doesNotStartWith(simulator.baseUri().toString());
        fault("wrong_acr");
        assertThat(claims(signIn("idporten", "nidby", "ola-nes", "openid")).getStringClaim("acr"))
                .isEqualTo("idporten-loa-low");
        fault("expired_token");
        assertThat(claims(signIn("mitid", "fjordby", "karen-holm", "openid")).getExpirationTime())
                .isInThePast();
        fault("missing_pid");
        assertThat(claims(signIn("idporten", "nidby", "ola-nes", "openid")).getClaims())
                .doesNotContainKey("pid");
        fault("error500");
        assertThat(token("mitid", "fjordby", freshCode(), VERIFIER, RETURN).statusCode())
                .isEqualTo(500);
        fault("wrong_signature");
        assertThat(isSignedByTheIssuer(signIn("mitid", "fjordby", "karen-holm", "openid")))
                .isFalse();

        var sound = signIn("mitid", "fjordby", "karen-holm", "openid");
        assertThat(isSignedByTheIssuer(sound)).isTrue();
        assertThat(claims(sound).getStringClaim("nonce")).isEqualTo("n-1");
    }

    @Test
    void theKeySurvivesARestart(@TempDir Path folder) throws Exception {
        var options = new SimulatorOptions(0, 0, URI.create("http://localhost:1"), folder, null);
        String before;
        try (Simulator first = Simulator.start(options)) {
            before = new Browser(first.baseUri()).get("/eid/mitid/jwks").body();
        }
        try (Simulator second = Simulator.start(options)) {
            assertThat(new Browser(second.baseUri()).get("/eid/mitid/jwks").body())
                    .isEqualTo(before);
        }
    }

    private static void fault(String name) {
        assertThat(browser.postJson("/control/eid", "{\"fault\":\"" + name + "\",\"times\":1}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String authorize(String issuer, String tenant, String scope) {
        return "/eid/" + issuer + "/authorize?"
                + encode(
                        "client_id",
                        "bykassen-" + tenant,
                        "redirect_uri",
                        RETURN,
                        "response_type",
                        "code",
                        "scope",
                        scope,
                        "state",
                        "s-1",
                        "nonce",
                        "n-1",
                        "code_challenge",
                        challenge(),
                        "code_challenge_method",
                        "S256");
    }

    private static String freshCode() {
        return code("mitid", "fjordby", "karen-holm", "openid mitid");
    }

    private static String code(String issuer, String tenant, String person, String scope) {
        var back = browser.postForm(authorize(issuer, tenant, scope), "person", person);
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(parameter(location(back), "state")).isEqualTo("s-1");
        return parameter(location(back), "code");
    }

    private static HttpResponse<String> signIn(String issuer, String tenant, String person, String scope) {
        var answer = token(issuer, tenant, code(issuer, tenant, person, scope), VERIFIER, RETURN);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private static HttpResponse<String> token(
            String issuer, String tenant, String code, String verifier, String returnAddress) {
        String basic = Base64.getEncoder()
                .encodeToString(("bykassen-" + tenant + ":demo-secret-" + tenant).getBytes(StandardCharsets.UTF_8));
        String body = encode(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", returnAddress,
                "code_verifier", verifier);
        return Browser.send(browser.request(
                        "/eid/" + issuer + "/token",
                        "Authorization",
                        "Basic " + basic,
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    }

    private static tools.jackson.databind.JsonNode userInfo(String issuer, HttpResponse<String> tokens) {
        return json(browser.get("/eid/" + issuer + "/userinfo", "Authorization", "Bearer " + accessToken(tokens)));
    }

    private static JWTClaimsSet claims(HttpResponse<String> tokens) throws Exception {
        return SignedJWT.parse(json(tokens).path("id_token").stringValue()).getJWTClaimsSet();
    }

    private static boolean isSignedByTheIssuer(HttpResponse<String> tokens) throws Exception {
        var key = JWKSet.parse(browser.get("/eid/mitid/jwks").body())
                .getKeys()
                .getFirst()
                .toRSAKey();
        return SignedJWT.parse(json(tokens).path("id_token").stringValue()).verify(new RSASSAVerifier(key));
    }

    private static String accessToken(HttpResponse<String> tokens) {
        return json(tokens).path("access_token").stringValue();
    }

    private static HttpResponse<String> match(String token, String cpr) {
        return Browser.send(browser.request(
                        "/eid/mitid-nocpr/cpr-match",
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"cpr\":\"" + cpr + "\"}")));
    }

    private static String error(HttpResponse<String> answer) {
        return json(answer).path("error").stringValue();
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
