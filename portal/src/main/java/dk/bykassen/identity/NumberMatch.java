package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the broker whether a number that was typed is that of the one who signed in (CPR match: private bodies are not told
 * the number, but may ask three times within fifteen minutes of the sign-in). The sign-in's access token says who is meant.
 * Holds no database connection.
 */
@Component
class NumberMatch {

    private static final Logger LOG = LoggerFactory.getLogger(NumberMatch.class);

    private final RestClient http;
    private final JsonMapper json;

    NumberMatch(ClientHttpRequestFactory brokerRequests, JsonMapper json) {
        this.http = RestClient.builder().requestFactory(brokerRequests).build();
        this.json = json;
    }

    /** What the broker says. */
    enum Finding {
        FITS,
        FITS_NOT,
        /** It was asked too often already. */
        TOO_OFTEN,
        /** The sign-in is too long ago. */
        TOO_LATE,
        /** It does not answer, or nothing we understand: nothing is known about the number. */
        SILENT
    }

    Finding ask(String url, String accessToken, PersonNumber number) {
        try {
            return http.post()
                    .uri(url)
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Authorization", "Bearer " + accessToken)
                    .body(json.writeValueAsString(Map.of("cpr", number.digits())))
                    .exchange((request, response) -> switch (response.getStatusCode()
                            .value()) {
                        case 200 -> finding(json.readTree(response.getBody()));
                        case 401 -> Finding.TOO_LATE;
                        case 403 -> Finding.TOO_OFTEN;
                        default -> silent("status " + response.getStatusCode().value());
                    });
        } catch (RestClientException | JacksonException failed) {
            return silent(failed.getClass().getSimpleName());
        }
    }

    private static Finding finding(JsonNode answer) {
        JsonNode match = answer.path("match");
        return match.isBoolean() ? match.booleanValue() ? Finding.FITS : Finding.FITS_NOT : silent("no answer in it");
    }

    private static Finding silent(String why) {
        LOG.warn("the eID broker does not match numbers: {}", why);
        return Finding.SILENT;
    }
}
