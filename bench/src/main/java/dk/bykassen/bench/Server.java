package dk.bykassen.bench;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.postgres.EmbeddedPostgres;
import dk.bykassen.postgres.Options;
import dk.bykassen.postgres.OwnedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/**
 * A PostgreSQL of the run's own that keeps its promises: fsync and synchronous_commit are on. Everything that is measured
 * shares it.
 */
final class Server implements AutoCloseable {

    private static final Options SETTINGS = Options.defaults()
            // Room for all that the contenders write: none is to push the pages of another out.
            .with("shared_buffers", "4GB")
            .with("max_connections", "200")
            .with("min_wal_size", "6GB")
            .with("max_wal_size", "8GB")
            .with("checkpoint_timeout", "15min");

    private final Path folder;
    private final EmbeddedPostgres postgres;
    /** The same for all portals: the serving roles belong to the server, not to one of its databases. */
    private final String secrets = Keyring.newLine("bench");

    private Server(Path folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    static Server start(Path home) throws IOException {
        Files.createDirectories(home);
        Path folder = Files.createTempDirectory(home, "run-");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, SETTINGS);
        // However this ends, the server does not outlive it.
        SpringApplication.getShutdownHandlers().add(postgres::close);
        return new Server(folder, postgres);
    }

    /** The address of a database of the product, made where it is missing, as the portal wants it. */
    String address(String database) {
        return OwnedDatabase.address(postgres, database);
    }

    String secrets() {
        return secrets;
    }

    String jdbcUrl(String database) {
        return postgres.jdbcUrl(database);
    }

    int port() {
        return postgres.port();
    }

    String superuser() {
        return postgres.superuser();
    }

    String password() {
        return postgres.password();
    }

    Path folder() {
        return folder;
    }

    /** A connection that sees every tenant: to look at what was done, and to make what a benchmark needs at once. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.superuser(), postgres.password());
    }

    /** Waits until the file system has written what it was given; the database is not asked for a checkpoint. */
    void settle() throws IOException, InterruptedException {
        new ProcessBuilder("sync", "-f", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(1, TimeUnit.MINUTES);
    }

    /** A meter that tells the server's processes from the others of the run. */
    Meter meter() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement sql = connection.createStatement();
                ResultSet backend = sql.executeQuery("select pg_backend_pid()")) {
            backend.next();
            return new Meter(Processes.read().parentOf(backend.getLong(1)));
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
