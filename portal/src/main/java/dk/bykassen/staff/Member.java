package dk.bykassen.staff;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signed in at the desk at least once, as their administrator sees them.
 *
 * @param roles what the directory's words at the last sign-in mean now
 * @param unknown the directory's words that mean nothing here
 * @param lastSignedInAt real time
 * @param sessions browsers that are signed in now
 */
public record Member(
        long id,
        UUID publicId,
        String name,
        @Nullable String email,
        Set<Role> roles,
        List<String> unknown,
        Instant firstSeenAt,
        Instant lastSignedInAt,
        int sessions) {

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "Member " + publicId;
    }
}
