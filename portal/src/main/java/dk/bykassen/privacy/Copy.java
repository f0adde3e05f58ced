package dk.bykassen.privacy;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A copy of one person's data, as far as it has come.
 *
 * @param personId inside the database
 * @param done how many of the {@code sources} are written down
 * @param expiresAt when a ready one is forgotten
 * @param size in bytes, of a ready one
 */
public record Copy(
        long id,
        UUID publicId,
        long personId,
        Locale language,
        State state,
        int done,
        int sources,
        Instant askedAt,
        @Nullable Instant readyAt,
        @Nullable Instant expiresAt,
        @Nullable Long size) {

    public enum State {
        ASKED,
        MAKING,
        READY,
        EXPIRED,
        FAILED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isUnderWay() {
        return state == State.ASKED || state == State.MAKING;
    }

    public boolean isReady() {
        return state == State.READY;
    }

    /** For words and styles: {@code ready}. */
    public String code() {
        return state.code();
    }

    public int percent() {
        return sources == 0 ? 0 : 100 * done / sources;
    }

    /** In thousands of bytes, at least one. */
    public long kilobytes() {
        return size == null ? 0 : Math.max(1, size / 1000);
    }
}
