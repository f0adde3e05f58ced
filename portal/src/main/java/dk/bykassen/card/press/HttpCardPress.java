package dk.bykassen.card.press;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The press over the wire; every call is bounded in time and in the size of its answer. */
@Component
class HttpCardPress implements CardPress {

    private static final long LARGEST = 64L * 1024;
    /** Answers that speak of the order itself: it will not become another one by waiting. */
    private static final Set<Integer> FINAL = Set.of(400, 409, 422);

    private final JsonMapper json;
    private final String base;
    private final String key;
    private final Duration patience;
    private final HttpClient http;

    HttpCardPress(
            JsonMapper json,
            @Value("${bykassen.press.url:}") String base,
            @Value("${bykassen.press.key:}") String key,
            @Value("${bykassen.press.timeout:10s}") Duration patience) {
        this.json = json;
        this.base = base;
        this.key = key;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
    }

    @Override
    public Pressed order(PressJob job) {
        var body = new LinkedHashMap<String, @Nullable String>();
        body.put("tenant", job.tenant());
        body.put("kind", job.kind());
        body.put("prefix", job.prefix());
        body.put("name", job.name());
        body.put("street", job.street());
        body.put("postcode", job.postcode());
        body.put("city", job.city());
        return call(job.id(), body);
    }

    @Override
    public Pressed ask(UUID id) {
        return call(id, null);
    }

    private Pressed call(UUID id, @Nullable Map<String, @Nullable String> body) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the press is not called inside a transaction");
        }
        if (base.isEmpty()) {
            return new Pressed.NoAnswer();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/orders/" + id))
                .timeout(patience)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json");
        HttpRequest ready = body == null
                ? request.GET().build()
                : request.header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                        .build();
        return heard(ready);
    }

    /** The future's own limit holds for the body too; the request's timeout ends with the headers. */
    private Pressed heard(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            HttpResponse<byte[]> response = call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return read(response.statusCode(), response.body());
        } catch (ExecutionException | TimeoutException silence) {
            call.cancel(true);
            return new Pressed.NoAnswer();
        } catch (InterruptedException stopped) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Pressed.NoAnswer();
        }
    }

    private Pressed read(int status, byte[] body) {
        if (status == 404) {
            return new Pressed.Unknown();
        }
        if (FINAL.contains(status)) {
            return new Pressed.Refused("the press answered " + status);
        }
        if (status != 200 && status != 201) {
            return new Pressed.NoAnswer();
        }
        try {
            JsonNode answer = json.readTree(body);
            return switch (answer.path("state").asString("")) {
                case "working" -> new Pressed.Working();
                case "sent" ->
                    new Pressed.Made(
                            answer.path("number").asString(""),
                            answer.path("printed").asString(""));
                case "refused" -> new Pressed.Refused("the press refused the order");
                default -> new Pressed.NoAnswer();
            };
        } catch (JacksonException notJson) {
            return new Pressed.NoAnswer();
        }
    }
}
