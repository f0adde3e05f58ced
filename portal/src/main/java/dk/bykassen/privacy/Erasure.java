package dk.bykassen.privacy;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish to leave, as far as it has come.
 *
 * @param personId inside the database
 * @param personPublicId in the audit trail
 * @param dueAt until then it can be undone; not before then it happens
 * @param remindedAt when the person was told once more, null before
 * @param heldAt since when something has to be settled first although it is due, null otherwise
 */
public record Erasure(
        long id,
        UUID publicId,
        long personId,
        UUID personPublicId,
        Locale language,
        State state,
        Instant askedAt,
        Instant dueAt,
        @Nullable Instant remindedAt,
        @Nullable Instant heldAt) {

    public enum State {
        /** Can be undone. */
        WAITING,
        UNDONE,
        /** Cannot be undone: source by source is erased. */
        CLOSED,
        DONE
    }

    public boolean isHeld() {
        return heldAt != null;
    }
}
