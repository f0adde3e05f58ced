package dk.bykassen.simulator.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The simulator's memory: one SQLite file, one connection, one transaction at a time. A commit is on the disk before
 * anyone hears about it, so a killed gateway still knows every charge it has confirmed.
 */
public final class Database implements AutoCloseable {

    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();

    private Database(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens, and at first creates, the file in the given folder.
     *
     * @throws DataInUse when another simulator holds the file
     */
    public static Database open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("simulator.db"));
            try (Statement statement = connection.createStatement()) {
                // EXCLUSIVE keeps a second simulator out; FULL makes each commit reach the disk.
                statement.execute("pragma busy_timeout = 0");
                statement.execute("pragma locking_mode = exclusive");
                statement.execute("pragma journal_mode = wal");
                statement.execute("pragma synchronous = full");
                statement.execute("pragma foreign_keys = on");
                for (String command : schema().split(";\\s*\\n")) {
                    if (!command.isBlank()) {
                        statement.execute(command);
                    }
                }
            }
            return new Database(connection);
        } catch (SQLException e) {
            throw new DataInUse(folder, e);
        }
    }

    /** Does the work in one transaction: all of it is kept, or nothing. */
    public <T> T transaction(Work<T> work) {
        lock.lock();
        try {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Transaction(connection));
                connection.commit();
                return result;
            } catch (RuntimeException | SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        } finally {
            lock.unlock();
        }
    }

    private static String schema() {
        try (InputStream in = Database.class.getResourceAsStream("/simulator/schema.sql")) {
            if (in == null) {
                throw new IllegalStateException("schema.sql is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something done inside one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Transaction tx) throws SQLException;
    }
}
