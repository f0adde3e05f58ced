package dk.bykassen.journey;

import dk.bykassen.kernel.Uuid7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A till in a canteen, as its maker programs it: HTTP, JSON and a key. */
final class Till {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String portal;
    private final String key;

    private Till(String portal, String key) {
        this.portal = portal;
        this.key = key;
    }

    /** The first till of {@code tenant}, with the key from the demo's file. */
    static Till of(JourneyTown town, String tenant) {
        return new Till(
                town.origin(tenant), town.world().tills(tenant).getFirst().key());
    }

    Till withKey(String other) {
        return new Till(portal, other);
    }

    String key() {
        return key;
    }

    /** What came back. */
    record Answer(int status, JsonNode body, boolean replayed) {

        String result() {
            return body.path("result").stringValue("");
        }

        String reason() {
            return body.path("reason").stringValue("");
        }

        long balance() {
            return body.path("balance").longValue(-1);
        }

        /** The stable name of a problem. */
        String problem() {
            return body.path("type").stringValue("").replace("urn:bykassen:problem:", "");
        }
    }

    static Map<String, Object> line(String text, int quantity, long amount, String group) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("text", text);
        line.put("quantity", quantity);
        line.put("amount", amount);
        line.put("group", group);
        return line;
    }

    /** A purchase of one thing. */
    static Map<String, Object> purchase(String card, long total) {
        return purchase(card, List.of(line("Dagens ret", 1, total, "food")));
    }

    static Map<String, Object> purchase(String card, List<Map<String, Object>> lines) {
        Map<String, Object> purchase = new LinkedHashMap<>();
        purchase.put("id", Uuid7.next().toString());
        purchase.put("card", card);
        purchase.put("at", Instant.now().toString());
        purchase.put(
                "total",
                lines.stream().mapToLong(line -> (long) line.get("amount")).sum());
        purchase.put("lines", lines);
        return purchase;
    }

    Answer buy(String card, long total) {
        return buy(purchase(card, total));
    }

    Answer buy(Map<String, Object> purchase) {
        return post("/api/v1/purchases", purchase);
    }

    Answer reverse(Map<String, Object> purchase, UUID id, long amount) {
        return post(
                "/api/v1/purchases/" + purchase.get("id") + "/reversal", Map.of("id", id.toString(), "amount", amount));
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Map<String, Object> body) {
        return post(path, JSON.writeValueAsString(body));
    }

    /** Sends anything at all, whole or half. */
    Answer post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(portal + path)).header("Authorization", "Bearer " + key);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            boolean replayed = answer.headers()
                    .firstValue("Idempotent-Replayed")
                    .filter("true"::equals)
                    .isPresent();
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()), replayed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
