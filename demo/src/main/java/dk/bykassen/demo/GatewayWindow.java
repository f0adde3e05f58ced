package dk.bykassen.demo;

import dk.bykassen.kernel.StartUpFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Does in the simulator what the demo's people did before the first visitor came: they typed a card into the gateway's window. */
@Component
class GatewayWindow {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String VISA = "4242424242424242";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final DemoOptions options;
    private final InstantSource clock;

    GatewayWindow(DemoOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /** Waits until the simulator answers; it is started beside the portal. */
    void await() throws InterruptedException {
        HttpRequest anything = HttpRequest.newBuilder(options.simulator().resolve("/"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                client.send(anything, BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > until) {
                    throw new StartUpFailure(
                            "The simulator does not answer at " + options.simulator()
                                    + ", and the demo's money comes from there.",
                            notYet);
                }
                Thread.sleep(100);
            }
        }
    }

    /** Fills in a test card and pays. */
    void pay(URI window, String holder) throws InterruptedException {
        String expiry = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))
                .plusYears(3)
                .format(DateTimeFormatter.ofPattern("MM/yy"));
        HttpRequest form = HttpRequest.newBuilder(window)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        encoded(Map.of("holder", holder, "number", VISA, "expiry", expiry, "cvc", "123"))))
                .build();
        try {
            HttpResponse<String> answer = client.send(form, BodyHandlers.ofString());
            if (answer.statusCode() != 303) {
                throw new IllegalStateException("the payment window answered " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the payment window does not answer", e);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
