package dk.bykassen.simulator.scenario;

import dk.bykassen.simulator.net.Outgoing;
import dk.bykassen.simulator.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the demo lets a scenario see and prepare: pupils with chips, and the books. */
final class DemoPortal {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final URI portal;

    DemoPortal(URI portal) {
        this.portal = portal;
    }

    /** The demo cannot be asked, so the scenario cannot go on. */
    static final class Unavailable extends Exception {
        Unavailable(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /**
     * A school.
     *
     * @param balances of each pupil's chip, in minor units
     * @param blocked chips that must not buy
     */
    record School(Map<String, Long> balances, List<String> blocked) {}

    /** So many pupils with chips; the demo makes those that are missing, with real charges. */
    School pupils(String tenant, int count) throws Unavailable, InterruptedException {
        byte[] body = Json.write(Json.object().put("tenant", tenant).put("count", count));
        JsonNode answer = send(HttpRequest.newBuilder(portal.resolve("/demo/pupils"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
        Map<String, Long> chips = new LinkedHashMap<>();
        for (JsonNode chip : answer.path("chips")) {
            chips.put(chip.path("card").stringValue(""), chip.path("balance").longValue(0));
        }
        List<String> blocked = new ArrayList<>();
        answer.path("blocked").forEach(card -> blocked.add(card.stringValue("")));
        return new School(chips, blocked);
    }

    JsonNode books(String tenant) throws Unavailable, InterruptedException {
        return send(HttpRequest.newBuilder(portal.resolve("/demo/books?tenant=" + tenant))
                .GET());
    }

    private static JsonNode send(HttpRequest.Builder builder) throws Unavailable, InterruptedException {
        HttpRequest request =
                builder.timeout(PATIENCE).header("Accept", "application/json").build();
        String path = request.uri().getPath();
        try {
            var answer = Outgoing.client().send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new Unavailable("The portal answered " + answer.statusCode() + " at " + path + ".");
            }
            return Json.parse(answer.body());
        } catch (IOException | Json.MalformedJson e) {
            throw new Unavailable("The portal does not answer at " + path + ".");
        }
    }
}
