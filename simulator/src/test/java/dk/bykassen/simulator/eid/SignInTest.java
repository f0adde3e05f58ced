package dk.bykassen.simulator.eid;

import static dk.bykassen.simulator.Browser.encode;
import static dk.bykassen.simulator.Browser.json;
import static dk.bykassen.simulator.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A portal signs people in at each broker, and hears of them what it asked for. */
class SignInTest extends AtTheBrokers {

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
}
