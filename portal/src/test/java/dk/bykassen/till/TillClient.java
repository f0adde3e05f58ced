package dk.bykassen.till;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A till at the device door, speaking HTTP; every answer is held against {@code openapi.json}. */
final class TillClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final String key;

    TillClient(int port, String key) {
        this.port = port;
        this.key = key;
    }

    /** What the portal answered. */
    record Heard(int status, JsonNode body, HttpResponse<String> raw) {

        boolean isReplayed() {
            return raw.headers().firstValue("Idempotent-Replayed").equals(java.util.Optional.of("true"));
        }

        String problem() {
            return body.get("type").stringValue().replace("urn:bykassen:problem:", "");
        }
    }

    Heard post(String path, String body) {
        Heard heard = send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        Description.holds("post", path, heard);
        return heard;
    }

    Heard get(String path) {
        Heard heard = send(HttpRequest.newBuilder(address(path)).GET());
        Description.holds("get", path, heard);
        return heard;
    }

    /** Asks for something that is not described. */
    int statusOf(String path) {
        return send(HttpRequest.newBuilder(address(path)).GET()).status();
    }

    /** Says {@code request} line by line as it stands, then closes its side; returns all that comes back. */
    String say(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private Heard send(HttpRequest.Builder request) {
        try {
            if (!key.isEmpty()) {
                request.header("Authorization", "Bearer " + key);
            }
            HttpResponse<String> response =
                    HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            return new Heard(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/v1" + path);
    }
}
