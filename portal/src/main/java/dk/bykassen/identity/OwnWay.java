package dk.bykassen.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A way to sign in, as somebody has it or could have it.
 *
 * @param id a provider's id or a {@link SignInOption#way}
 * @param name of an eID, as people know it; empty for others
 * @param label message key of the name of a way that is no eID, else null
 * @param since when it was bound, null where it is not
 * @param lastUsed null where nobody knows
 * @param page where it is changed or set up, null for an eID
 */
public record OwnWay(
        String id,
        String name,
        @Nullable String label,
        @Nullable Instant since,
        @Nullable Instant lastUsed,
        @Nullable String page) {

    public boolean isBound() {
        return since != null;
    }
}
