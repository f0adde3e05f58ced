package dk.bykassen.demo;

import dk.bykassen.kernel.Problem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The simulator's {@code /control/clock}, which moves the world outside and, by asking back, the portal. */
@Component
class OutsideClock {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final DemoOptions options;
    private final JsonMapper json;

    OutsideClock(DemoOptions options, JsonMapper json) {
        this.options = options;
        this.json = json;
    }

    /**
     * Moves both clocks on, or back to real time when {@code advance} is null.
     *
     * @throws Problem 503 when the simulator does not answer: nothing was moved
     */
    void move(@Nullable Duration advance) throws InterruptedException {
        Map<String, Object> order = advance == null ? Map.of("reset", true) : Map.of("advance", advance.toString());
        HttpRequest request = HttpRequest.newBuilder(options.simulator().resolve("/control/clock"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(order)))
                .build();
        try {
            client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new Problem(503, "simulator-silent", "the simulator does not answer");
        }
    }
}
