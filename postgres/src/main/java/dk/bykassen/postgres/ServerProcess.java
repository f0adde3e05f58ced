package dk.bykassen.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One running server; it ends with this JVM. */
final class ServerProcess {

    /** What never changes between the first start and a restart. */
    record Recipe(
            Path home, Path data, PostgresBinaries binaries, UnprivilegedUser user, Map<String, String> settings) {

        private List<String> command(int port) {
            var command =
                    user.command(binaries.postgres().toString(), "-D", data.toString(), "-p", String.valueOf(port));
            var all = new LinkedHashMap<>(Map.of("timezone", "UTC", "log_timezone", "UTC"));
            all.putAll(settings);
            all.putAll(Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories", ""));
            all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
            return command;
        }
    }

    private static final Duration RECOVERY_AT_MOST = Duration.ofMinutes(5);
    private static final int STOP_SECONDS = 60;

    private final Process wrapper;
    private final int port;
    private final long startedAt = System.nanoTime();

    private ServerProcess(Process wrapper, int port) {
        this.wrapper = wrapper;
        this.port = port;
    }

    /** Starts on a free port and waits until the server takes connections. */
    static ServerProcess startAnywhere(Recipe recipe) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            ServerLog log = ServerLog.from(recipe.home);
            try {
                return start(recipe, freePort(), log);
            } catch (PostgresUnavailable e) {
                // Somebody else may take the port between our look and the server's bind.
                if (attempt == 5 || !log.saysPortTaken()) {
                    throw e;
                }
            }
        }
    }

    static ServerProcess start(Recipe recipe, int port) throws IOException, InterruptedException {
        return start(recipe, port, ServerLog.from(recipe.home));
    }

    private static ServerProcess start(Recipe recipe, int port, ServerLog log)
            throws IOException, InterruptedException {
        var server = new ServerProcess(Wrapped.start("INT", "", recipe.command(port), log), port);
        boolean ready = false;
        try {
            server.awaitReady(recipe.data, log);
            ready = true;
            return server;
        } finally {
            if (!ready) {
                server.stop();
            }
        }
    }

    private void awaitReady(Path data, ServerLog log) throws IOException, InterruptedException {
        long until = System.nanoTime() + RECOVERY_AT_MOST.toNanos();
        while (System.nanoTime() < until) {
            Optional<Postmaster> postmaster = Postmaster.of(data);
            if (postmaster.isPresent() && postmaster.get().ready() && isOurs(postmaster.get())) {
                return;
            }
            if (!wrapper.isAlive()) {
                throw log.explain("PostgreSQL did not start");
            }
            Thread.sleep(10);
        }
        throw log.explain("PostgreSQL was not ready within " + RECOVERY_AT_MOST.toMinutes() + " minutes");
    }

    /** A killed server's pid file says "ready" until the next server writes its own. */
    private boolean isOurs(Postmaster postmaster) {
        return postmaster.port() == port && wrapper.children().anyMatch(child -> child.pid() == postmaster.pid());
    }

    int port() {
        return port;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Waits until the server ends by itself; its exit code. */
    int awaitEnd() throws InterruptedException {
        return wrapper.waitFor();
    }

    /** Ends the server in order. When interrupted, the server has been told to stop but may still be at it. */
    void stop() throws IOException {
        try {
            wrapper.getOutputStream().close();
            if (!wrapper.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                wrapper.descendants().forEach(ProcessHandle::destroyForcibly);
                wrapper.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
