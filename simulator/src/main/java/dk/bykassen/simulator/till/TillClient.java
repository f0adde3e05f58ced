package dk.bykassen.simulator.till;

import dk.bykassen.simulator.net.Outgoing;
import dk.bykassen.simulator.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The portal's device API as a till uses it, at the tenant's own host. */
public final class TillClient {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final URI portal;

    public TillClient(URI portal) {
        this.portal = portal;
    }

    public TillAnswer buy(DemoKeys.Till till, Purchase purchase) throws InterruptedException {
        return post(till, "/api/v1/purchases", purchase.json());
    }

    /** Gives back all or part of a purchase; the answer's balance is the one after it. */
    public TillAnswer reverse(DemoKeys.Till till, UUID purchase, UUID reversal, long amount)
            throws InterruptedException {
        ObjectNode body = Json.object().put("id", reversal.toString()).put("amount", amount);
        return post(till, "/api/v1/purchases/" + purchase + "/reversal", Json.write(body));
    }

    /** The balance behind a card; empty when the portal does not tell. */
    public OptionalLong balance(DemoKeys.Till till, String card) throws InterruptedException {
        try {
            var answer = send(request(till, "/api/v1/cards/" + card).GET());
            return answer.statusCode() == 200
                    ? OptionalLong.of(Json.parse(answer.body()).path("balance").longValue(0))
                    : OptionalLong.empty();
        } catch (IOException | Json.MalformedJson e) {
            return OptionalLong.empty();
        }
    }

    /** What the one who holds a card looks like, as a JPEG; empty when the portal shows nothing. */
    public Optional<byte[]> picture(DemoKeys.Till till, String card) throws InterruptedException {
        try {
            var answer = Outgoing.client()
                    .send(
                            request(till, "/api/v1/cards/" + card + "/picture")
                                    .GET()
                                    .build(),
                            BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private TillAnswer post(DemoKeys.Till till, String path, byte[] body) throws InterruptedException {
        try {
            var answer = send(request(till, path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body)));
            JsonNode json = Json.parse(answer.body());
            return answer.statusCode() == 200 ? decided(answer, json) : refused(answer.statusCode(), json);
        } catch (IOException | Json.MalformedJson e) {
            return new TillAnswer.Silent();
        }
    }

    private static TillAnswer decided(HttpResponse<String> answer, JsonNode json) {
        JsonNode balance = json.path("balance");
        return new TillAnswer.Decided(
                !json.path("result").stringValue("approved").equals("declined"),
                json.path("reason").stringValue(""),
                balance.isIntegralNumber() ? balance.longValue() : null,
                json.path("currency").stringValue("DKK"),
                answer.headers().firstValue("Idempotent-Replayed").orElse("").equals("true"));
    }

    /** Problem details (RFC 9457): the detail if there is one, else the title. */
    private static TillAnswer refused(int status, JsonNode json) {
        String title = json.path("title").stringValue("");
        return new TillAnswer.Refused(status, json.path("detail").stringValue(title));
    }

    private HttpRequest.Builder request(DemoKeys.Till till, String path) {
        URI host = URI.create(portal.getScheme() + "://" + till.tenant() + "." + portal.getAuthority());
        return HttpRequest.newBuilder(host.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + till.key());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Outgoing.client().send(request.build(), BodyHandlers.ofString());
    }
}
