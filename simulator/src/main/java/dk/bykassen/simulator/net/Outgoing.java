package dk.bykassen.simulator.net;

import java.net.http.HttpClient;
import java.time.Duration;

/** The one HTTP client for everything the simulated world sends to the portal. */
public final class Outgoing {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Outgoing() {}

    public static HttpClient client() {
        return CLIENT;
    }
}
