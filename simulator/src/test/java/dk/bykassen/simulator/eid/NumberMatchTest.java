package dk.bykassen.simulator.eid;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.simulator.Browser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A broker that keeps the person number to itself says whether a typed one is right. */
class NumberMatchTest extends AtTheBrokers {

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

    private static HttpResponse<String> match(String token, String cpr) {
        return Browser.send(browser.request(
                        "/eid/mitid-nocpr/cpr-match",
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"cpr\":\"" + cpr + "\"}")));
    }
}
