package dk.bykassen.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A checkpoint in the middle of a turn, as hurried as the database can: afterwards every page that is changed for the first
 * time goes into the log as a whole. In production it happens every quarter of an hour or so, and is spread.
 */
final class Checkpoint implements AutoCloseable {

    private final Thread thread;

    private Checkpoint(Thread thread) {
        this.thread = thread;
    }

    /** Lets it happen after half of {@code turn}. */
    static Checkpoint midway(Server server, Duration turn) {
        return new Checkpoint(Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(turn.dividedBy(2));
                now(server);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    static void now(Server server) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement sql = connection.createStatement()) {
            sql.execute("checkpoint");
        }
    }

    /** Waits until it is over. */
    @Override
    public void close() throws InterruptedException {
        thread.join();
    }
}
