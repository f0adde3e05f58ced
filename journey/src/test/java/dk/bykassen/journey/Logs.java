package dk.bykassen.journey;

import java.nio.file.Path;

/** Lets the portal say more than usual, into a file of its own; the console stays as quiet as ever. */
final class Logs {

    private Logs() {}

    /** For the portal that is started next in this JVM. */
    static void keep(Path file) {
        System.setProperty("logging.file.name", file.toString());
        System.setProperty("logging.level.root", "INFO");
        System.setProperty("logging.level.dk.bykassen", "DEBUG");
        // The world outside may say what it likes about its own people.
        System.setProperty("logging.level.dk.bykassen.simulator", "OFF");
        System.setProperty("logging.level.com.icegreen", "OFF");
        System.setProperty("logging.threshold.console", "WARN");
        System.setProperty("logging.pattern.file", "%d{HH:mm:ss.SSS} %-5level [%X] %logger %msg%n%ex{full}");
    }
}
