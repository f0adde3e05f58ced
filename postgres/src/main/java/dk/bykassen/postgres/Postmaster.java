package dk.bykassen.postgres;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the server's own {@code postmaster.pid} says; the file outlives a killed server, so it proves nothing alone. */
record Postmaster(long pid, int port, boolean ready) {

    private static final System.Logger LOG = System.getLogger(Postmaster.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Optional<Postmaster> of(Path data) {
        try {
            // Lines: pid, data folder, start time, port, socket folder, address, shared memory, status.
            List<String> lines = Files.readAllLines(pidFile(data));
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(3).strip()),
                    lines.size() > 7 && lines.get(7).strip().equals("ready")));
        } catch (IOException | RuntimeException absentOrHalfWritten) {
            return Optional.empty();
        }
    }

    /** With our lock in hand a living server on our folder was left over by a killed JVM: it must end before we start. */
    static void stopLeftOver(Path data) throws IOException, InterruptedException {
        Optional<Postmaster> left = of(data);
        if (left.isEmpty() || !serves(data, left.get().pid)) {
            // PostgreSQL would refuse to start when a stranger has got the old server's process id by now.
            Files.deleteIfExists(pidFile(data));
            return;
        }
        long pid = left.get().pid;
        LOG.log(Level.WARNING, "A PostgreSQL server (process {0}) was left over; stopping it", String.valueOf(pid));
        for (String signal : List.of("-INT", "-QUIT")) { // fast, then immediate shutdown; both are safe for the data
            Command.works("kill", signal, String.valueOf(pid));
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                if (!serves(data, pid)) {
                    return;
                }
                Thread.sleep(20);
            }
        }
        throw PostgresUnavailable.because("A PostgreSQL server of an earlier start (process " + pid
                + ") does not stop: end it, then start again.");
    }

    /**
     * Whether this process is a living server on this folder. Asks for its command line, since its id may belong to a stranger
     * by now, and since a dead process that nobody has waited for still has an id, but no command line.
     */
    static boolean serves(Path data, long pid) {
        try {
            List<String> arguments = List.of(
                    Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
            int at = arguments.indexOf("-D");
            return at >= 0 && at + 1 < arguments.size() && arguments.get(at + 1).equals(data.toString());
        } catch (IOException goneOrNoProc) {
            return false;
        }
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }
}
