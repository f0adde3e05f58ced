package dk.bykassen.simulator.eid;

import static dk.bykassen.simulator.Browser.encode;
import static dk.bykassen.simulator.Browser.json;
import static dk.bykassen.simulator.Browser.location;
import static dk.bykassen.simulator.Browser.parameter;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A portal that knows its part of a sign-in, and a browser that goes where it is sent. */
abstract class AtTheBrokers {

    static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-rules-of-rfc-7636";
    static final String RETURN = "http://fjordby.localhost:8080/login/oauth2/code/mitid";

    @TempDir
    static Path data;

    static Simulator simulator;
    static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        simulator = Simulator.start(new SimulatorOptions(0, 0, URI.create("http://localhost:1"), data, null));
        browser = new Browser(simulator.baseUri());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    static void fault(String name) {
        assertThat(browser.postJson("/control/eid", "{\"fault\":\"" + name + "\",\"times\":1}")
                        .statusCode())
                .isEqualTo(200);
    }

    static String authorize(String issuer, String tenant, String scope) {
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

    static String freshCode() {
        return code("mitid", "fjordby", "karen-holm", "openid mitid");
    }

    static String code(String issuer, String tenant, String person, String scope) {
        var back = browser.postForm(authorize(issuer, tenant, scope), "person", person);
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(parameter(location(back), "state")).isEqualTo("s-1");
        return parameter(location(back), "code");
    }

    static HttpResponse<String> signIn(String issuer, String tenant, String person, String scope) {
        var answer = token(issuer, tenant, code(issuer, tenant, person, scope), VERIFIER, RETURN);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    static HttpResponse<String> token(
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

    static tools.jackson.databind.JsonNode userInfo(String issuer, HttpResponse<String> tokens) {
        return json(browser.get("/eid/" + issuer + "/userinfo", "Authorization", "Bearer " + accessToken(tokens)));
    }

    static JWTClaimsSet claims(HttpResponse<String> tokens) throws Exception {
        return SignedJWT.parse(json(tokens).path("id_token").stringValue()).getJWTClaimsSet();
    }

    static String accessToken(HttpResponse<String> tokens) {
        return json(tokens).path("access_token").stringValue();
    }

    static String error(HttpResponse<String> answer) {
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
