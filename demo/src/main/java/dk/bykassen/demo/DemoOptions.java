package dk.bykassen.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How to start the demo.
 *
 * @param port of the portal and its front door
 * @param managementPort health and metrics
 * @param devicePort the device API alone
 * @param simulator where the simulator is
 * @param smtpPort of the simulator's mail server
 * @param data the folder that keeps everything
 * @param databaseUrl an outside database in place of the embedded one; empty for the embedded one
 * @param isDurable whether what was paid survives a power cut; a test has no power cuts
 */
public record DemoOptions(
        int port,
        int managementPort,
        int devicePort,
        URI simulator,
        int smtpPort,
        Path data,
        String databaseUrl,
        boolean isDurable) {

    private static final String USAGE = "Usage: Demo --port 8080 --data DIR";

    /** Everything at its usual distance from {@code port}. */
    public static DemoOptions at(int port, Path data) {
        return new DemoOptions(
                port, port + 2, port + 3, URI.create("http://localhost:" + (port + 1)), port + 4, data, "", true);
    }

    public DemoOptions withDatabase(String url) {
        return new DemoOptions(port, managementPort, devicePort, simulator, smtpPort, data, url, isDurable);
    }

    /** Reads the command line. @throws IllegalArgumentException with one plain sentence */
    static DemoOptions parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        String port = given.remove("--port");
        String data = given.remove("--data");
        if (port == null
                || data == null
                || !given.isEmpty()
                || arguments.length % 2 != 0
                || !port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(USAGE);
        }
        return at(Integer.parseInt(port), Path.of(data).toAbsolutePath());
    }

    /** The demo's file of keys, which the simulator reads. */
    Path keysFile() {
        return data.resolve("demo-keys.json");
    }

    /** The origin of the tenant's pages, without a slash at its end. */
    String originOf(String slug) {
        return "http://" + slug + ".localhost:" + port;
    }
}
