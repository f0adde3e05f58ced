package dk.bykassen.simulator.eid;

import static dk.bykassen.simulator.Browser.json;
import static dk.bykassen.simulator.Browser.location;
import static dk.bykassen.simulator.Browser.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Sign-ins that are spoilt on purpose, once for each order. */
class FaultTest extends AtTheBrokers {

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

    private static boolean isSignedByTheIssuer(HttpResponse<String> tokens) throws Exception {
        var key = JWKSet.parse(browser.get("/eid/mitid/jwks").body())
                .getKeys()
                .getFirst()
                .toRSAKey();
        return SignedJWT.parse(json(tokens).path("id_token").stringValue()).verify(new RSASSAVerifier(key));
    }
}
