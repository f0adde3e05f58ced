package dk.bykassen.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One process at a time per data folder. The lock belongs to the operating system, so it never goes stale. */
final class HomeLock implements AutoCloseable {

    /**
     * Folders locked by this JVM. Needed beside the file lock: merely opening and closing the lock file a second time
     * in the same process would drop the process's lock on it (POSIX record locks).
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final FileChannel channel;

    private HomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    static HomeLock take(Path home) throws IOException {
        if (!HELD.add(home)) {
            throw inUse(home);
        }
        boolean taken = false;
        try {
            FileChannel channel = FileChannel.open(
                    home.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    throw inUse(home);
                }
                taken = true;
                return new HomeLock(home, channel);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } finally {
            if (!taken) {
                HELD.remove(home);
            }
        }
    }

    private static PostgresUnavailable inUse(Path home) {
        return PostgresUnavailable.because(
                "Another process already uses the data folder " + home + ": stop it first, or choose another folder.");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(home);
        }
    }
}
