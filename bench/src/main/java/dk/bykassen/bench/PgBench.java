package dk.bykassen.bench;

import dk.bykassen.kernel.StartUpFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL's own measure: TPC-B as pgbench runs it, in a database of its own on the same server. */
final class PgBench implements Contender {

    static final String DATABASE = "tpcb";

    /** As many branches as the most clients: PostgreSQL's manual warns that fewer would measure their rows' locks. */
    private static final int SCALE = 32;

    private final Server server;
    private final Path program;
    private final int clients;
    private final Bookkeeper books;
    private final Meter meter;

    PgBench(Server server, int clients, Bookkeeper books, Meter meter) {
        this.server = server;
        this.program = program();
        this.clients = clients;
        this.books = books;
        this.meter = meter;
    }

    /** @throws StartUpFailure when pgbench is not installed */
    static Path program() {
        List<Path> places = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            places.add(Path.of(folder, "pgbench"));
        }
        places.addAll(versions());
        return places.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new StartUpFailure("pgbench is missing, and TPC-B is what everything is measured"
                        + " against: install it (Debian, Ubuntu: apt-get install postgresql-contrib)."));
    }

    private static List<Path> versions() {
        Path all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(all)) {
            return versions.map(version -> version.resolve("bin/pgbench"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the database and its tables. */
    static void load(Server server) throws SQLException, IOException, InterruptedException {
        try (Connection connection = server.connect("postgres");
                Statement sql = connection.createStatement()) {
            sql.execute("create database " + DATABASE);
        }
        run(server, List.of(program().toString(), "-i", "-I", "dtGvp", "-q", "-s", String.valueOf(SCALE)));
    }

    /**
     * Changes a row on every page. Without this, nearly every transaction of a run of minutes would be the first to touch its
     * page since the last checkpoint and write all of it to the log: TPC-B would look slower than it is in the long run.
     */
    @Override
    public void afterCheckpoint() throws SQLException {
        try (Connection connection = server.connect(DATABASE);
                Statement sql = connection.createStatement()) {
            sql.execute("update pgbench_accounts set abalance = abalance where aid % 50 = 0");
        }
    }

    @Override
    public String name() {
        return "TPC-B, " + (clients == 1 ? "1 client" : clients + " clients");
    }

    @Override
    public Sample turn(BenchOptions options) throws Exception {
        String prefix = "tpcb-" + clients;
        Sample.Written written = books.written();
        Meter.Reading before = meter.read();
        run(
                server,
                List.of(
                        program.toString(),
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        String.valueOf(clients),
                        "-j",
                        "1",
                        "-T",
                        String.valueOf(options.turn().toSeconds()),
                        "-l",
                        "--log-prefix=" + prefix));
        Meter.Spent spent = meter.read().since(before);
        Log log = Log.read(server.folder(), prefix);
        if (log.latencies().length == 0) {
            throw new StartUpFailure("pgbench came to no end of a transaction in a turn: give turns more --seconds.");
        }
        // Its processes of the database are gone, and have handed in what they counted.
        return new Sample(log.latencies(), log.seconds(), spent, books.written().since(written), null);
    }

    /** Its books are its own business; what counts is that it ran. */
    @Override
    public void verify() {}

    private static void run(Server server, List<String> start) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of("-h", "127.0.0.1", "-p", String.valueOf(server.port()), "-U", server.superuser()));
        command.add(DATABASE);
        Path output = server.folder().resolve("pgbench.log");
        var builder = new ProcessBuilder(command)
                .directory(server.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PGPASSWORD", server.password());
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException("pgbench ended with " + code + ": " + Files.readString(output));
        }
    }

    /** What pgbench wrote of each transaction. @param latencies sorted, in nanoseconds @param seconds from first to last */
    record Log(long[] latencies, double seconds) {

        /** Lines of client, number, microseconds taken, script, and when it was over (seconds, microseconds); then deletes. */
        static Log read(Path folder, String prefix) throws IOException {
            List<String> lines = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + ".*")) {
                for (Path file : files) {
                    lines.addAll(Files.readAllLines(file));
                    Files.delete(file);
                }
            }
            long[] latencies = new long[lines.size()];
            long begin = Long.MAX_VALUE;
            long end = 0;
            for (int i = 0; i < latencies.length; i++) {
                String[] fields = lines.get(i).split(" ");
                long micros = Long.parseLong(fields[2]);
                long over = Long.parseLong(fields[4]) * 1_000_000 + Long.parseLong(fields[5]);
                latencies[i] = micros * 1_000;
                begin = Math.min(begin, over - micros);
                end = Math.max(end, over);
            }
            java.util.Arrays.sort(latencies);
            return new Log(latencies, (end - begin) / 1e6);
        }
    }
}
