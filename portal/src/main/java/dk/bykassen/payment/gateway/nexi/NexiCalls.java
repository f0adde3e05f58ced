package dk.bykassen.payment.gateway.nexi;

import dk.bykassen.payment.gateway.GatewayAccess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One HTTP call to the gateway, bounded in time and in the size of its answer. */
final class NexiCalls implements AutoCloseable {

    /** Far more than any real answer; an endless one must not fill the memory. */
    private static final long LARGEST = 256 * 1024;

    private final HttpClient http;
    private final JsonMapper json;
    private final Duration patience;

    /**
     * @param connect how long to wait for a connection
     * @param patience how long a whole call may take, its body included
     */
    NexiCalls(JsonMapper json, Duration connect, Duration patience) {
        this.json = json;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    /** What came of a call. */
    sealed interface Heard {}

    /** An answer of the gateway's; {@code body} is missing where it was empty or not JSON. */
    record Answer(int status, JsonNode body) implements Heard {
        boolean isOk() {
            return status >= 200 && status < 300;
        }

        /** Answers that say nothing about what was done: the gateway's own failures, and those of whatever stands before it. */
        boolean isDoubtful() {
            return status >= 500 || status < 200 || (status >= 300 && status < 400);
        }

        String text(String field) {
            return body.path(field).asString("");
        }
    }

    /** No connection was made. */
    record NotSent() implements Heard {}

    /** The request went out and nothing that can be read came back in time. */
    record Silence() implements Heard {}

    Heard get(GatewayAccess access, String path) {
        return call(request(access, path).GET());
    }

    /** As {@link #get}, about what was sent with {@code idempotencyKey}. */
    Heard get(GatewayAccess access, String path, String idempotencyKey) {
        return call(
                request(access, path).header("Idempotency-Key", idempotencyKey).GET());
    }

    Heard post(GatewayAccess access, String path, Object body, @Nullable String idempotencyKey) {
        var request = request(access, path).POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return call(request);
    }

    Heard put(GatewayAccess access, String path) {
        return call(request(access, path).PUT(BodyPublishers.ofString("{}")));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(GatewayAccess access, String path) {
        return HttpRequest.newBuilder(URI.create(access.base() + path))
                .timeout(patience)
                .header("Authorization", access.secretKey())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    /** The future's own limit holds for the body too; the request's timeout ends with the headers. */
    private Heard call(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            HttpResponse<byte[]> response = call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), parsed(response.body()));
        } catch (ExecutionException e) {
            return neverLeft(e.getCause()) ? new NotSent() : new Silence();
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Silence();
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Silence();
        }
    }

    private static boolean neverLeft(@Nullable Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof IOException && cause.getCause() instanceof UnresolvedAddressException;
    }

    private JsonNode parsed(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
