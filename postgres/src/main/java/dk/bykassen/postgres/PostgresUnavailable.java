package dk.bykassen.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** PostgreSQL cannot be started; the message is one plain sentence that says what a person can do about it. */
public final class PostgresUnavailable extends RuntimeException {

    PostgresUnavailable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    static PostgresUnavailable because(String sentence) {
        return new PostgresUnavailable(sentence, null);
    }

    static PostgresUnavailable diskFull(Path folder, @Nullable Throwable cause) {
        return new PostgresUnavailable(
                "The disk that holds " + folder + " is full: free at least 200 MB there, then start again.", cause);
    }

    static PostgresUnavailable notWritable(Path folder, Throwable cause) {
        return new PostgresUnavailable(
                "The folder " + folder + " cannot be written to: choose another folder, or let this user write there.",
                cause);
    }

    static PostgresUnavailable interrupted(Throwable cause) {
        return new PostgresUnavailable("The start of PostgreSQL was interrupted; nothing half made is left.", cause);
    }

    /** Puts an error of the file system into words; {@code folder} is where we were writing. */
    static PostgresUnavailable from(IOException e, Path folder) {
        String said = String.valueOf(e.getMessage());
        if (saysDiskFull(said)) {
            return diskFull(folder, e);
        }
        if (e instanceof AccessDeniedException
                || said.contains("Permission denied")
                || said.contains("Read-only file system")
                || said.contains("Not a directory")
                || e instanceof FileAlreadyExistsException) {
            return notWritable(folder, e);
        }
        String where = e instanceof FileSystemException f && f.getFile() != null ? "" : " in " + folder;
        return new PostgresUnavailable("PostgreSQL could not be started" + where + ": " + said + ".", e);
    }

    /** The operating system's own words, the same in Java's messages and in PostgreSQL's log under {@code LC_ALL=C}. */
    static boolean saysDiskFull(String text) {
        return text.contains("No space left on device") || text.contains("Disk quota exceeded");
    }
}
