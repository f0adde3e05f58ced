package dk.bykassen.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start the simulator.
 *
 * @param port of its HTTP server; 0 for any free one
 * @param smtpPort of its mail server; 0 for any free one
 * @param portal where the portal's front door is, for the clock and the scenarios
 * @param data the folder that keeps what must survive a restart
 * @param keys the demo's file with the tills' keys; it may appear later or change
 */
public record SimulatorOptions(
        int port,
        int smtpPort,
        URI portal,
        Path data,
        @Nullable Path keys) {

    private static final String USAGE = "Usage: Simulator --port 8081 --portal http://localhost:8080 --data DIR"
            + " [--keys DIR/demo-keys.json] [--smtp-port 8084]";

    /**
     * Reads the command line. The mail server listens three ports above the HTTP server unless told otherwise.
     *
     * @throws IllegalArgumentException with one plain sentence
     */
    public static SimulatorOptions parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        String portal = given.remove("--portal");
        String data = given.remove("--data");
        String port = given.remove("--port");
        String smtpPort = given.remove("--smtp-port");
        String keys = given.remove("--keys");
        if (arguments.length % 2 != 0 || !given.isEmpty() || portal == null || data == null || port == null) {
            throw new IllegalArgumentException(USAGE);
        }
        int http = port(port);
        int smtp = smtpPort != null ? port(smtpPort) : http == 0 ? 0 : http + 3;
        return new SimulatorOptions(http, smtp, URI.create(portal), Path.of(data), keys == null ? null : Path.of(keys));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The sentence below covers words as well as impossible numbers.
        }
        throw new IllegalArgumentException(text + " is not a port.");
    }
}
