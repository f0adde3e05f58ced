package dk.bykassen.postgres;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL server of our own on a data folder that survives restarts and kill -9 of every part.
 *
 * <ul>
 *   <li>The folder is locked: a second start on it fails at once.
 *   <li>The first start makes the cluster in a side folder and renames it, so an interrupted one leaves nothing half made.
 *   <li>The server ends with this JVM, however that ends, and a left-over server is stopped before a new one starts.
 *   <li>A server that dies is started again on the same port; committed data is there.
 *   <li>It listens on 127.0.0.1 only, on a port of its own choice, and asks for a password made at the first start.
 * </ul>
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
    private static final Duration QUICK_DEATH = Duration.ofSeconds(10);
    private static final int QUICK_DEATHS_AT_MOST = 20;
    private static final Duration PAUSE_AFTER_QUICK_DEATH = Duration.ofMillis(250);

    private final HomeLock lock;
    private final ServerProcess.Recipe recipe;
    private final String password;
    private final int port;
    private final Thread watcher;
    private volatile ServerProcess server;
    private volatile boolean closing;

    /**
     * Starts the server and waits until it takes connections; the first start on a folder takes a second or two longer.
     *
     * @throws PostgresUnavailable with one sentence a person can act on: folder in use or not writable, disk full, made by
     *     another major version, root cannot be dropped, interrupted
     */
    public static EmbeddedPostgres start(Path home, Options options) {
        return start(home, options, UnprivilegedUser::forThisProcess);
    }

    static EmbeddedPostgres start(Path home, Options options, UnprivilegedUser.Choice choice) {
        Path folder = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            folder = folder.toRealPath();
            HomeLock lock = HomeLock.take(folder);
            boolean started = false;
            try {
                var postgres = new EmbeddedPostgres(lock, folder, options, choice);
                started = true;
                return postgres;
            } finally {
                if (!started) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw PostgresUnavailable.from(e, folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PostgresUnavailable.interrupted(e);
        }
    }

    private EmbeddedPostgres(HomeLock lock, Path home, Options options, UnprivilegedUser.Choice choice)
            throws IOException, InterruptedException {
        this.lock = lock;
        PostgresBinaries binaries = unpack(options.sharedBinaries());
        UnprivilegedUser user = choice.in(home, binaries);
        DataFolder data = DataFolder.in(home);
        Postmaster.stopLeftOver(data.path());
        data.prepare(binaries, user, options.durable());
        password = data.password();
        recipe = new ServerProcess.Recipe(home, data.path(), binaries, user, options.settings());
        server = ServerProcess.startAnywhere(recipe);
        port = server.port();
        watcher = Thread.ofPlatform().name("postgres-watch").daemon(true).start(this::watch);
    }

    private static PostgresBinaries unpack(Path cache) {
        try {
            return PostgresBinaries.unpackedIn(cache);
        } catch (IOException e) {
            throw PostgresUnavailable.from(e, cache);
        }
    }

    /** The port on 127.0.0.1; the same until {@link #close()}, another one after the next start. */
    public int port() {
        return port;
    }

    public String superuser() {
        return DataFolder.SUPERUSER;
    }

    public String password() {
        return password;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void watch() {
        int quickDeaths = 0;
        try {
            while (true) {
                int code = server.awaitEnd();
                if (closing) {
                    return;
                }
                quickDeaths = server.age().compareTo(QUICK_DEATH) < 0 ? quickDeaths + 1 : 1;
                LOG.log(Level.ERROR, "PostgreSQL ended with code {0}; starting it again", String.valueOf(code));
                while (!restarted()) {
                    // The dead server's children need a moment to let go of the shared memory.
                    Thread.sleep(PAUSE_AFTER_QUICK_DEATH);
                    if (++quickDeaths > QUICK_DEATHS_AT_MOST) {
                        LOG.log(Level.ERROR, "PostgreSQL keeps ending; giving up");
                        return;
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean restarted() throws InterruptedException {
        try {
            server = ServerProcess.start(recipe, port);
            return true;
        } catch (PostgresUnavailable | IOException e) {
            LOG.log(Level.WARNING, "PostgreSQL is not back yet: {0}", e.getMessage());
            return false;
        }
    }

    /** Stops the server in order and frees the folder; does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        try (lock) {
            endWatch();
            server.stop();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "PostgreSQL did not stop in order: {0}", e.getMessage());
        }
    }

    private void endWatch() {
        watcher.interrupt(); // a restart in progress stops what it started
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
