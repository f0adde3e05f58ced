package dk.bykassen.simulator.eid;

import static dk.bykassen.simulator.Browser.encode;
import static dk.bykassen.simulator.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the brokers refuse whoever is not the portal, or comes without what belongs together. */
class RefusalTest extends AtTheBrokers {

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
}
