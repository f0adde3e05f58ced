package dk.bykassen.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one who is signed in; a controller takes it as an argument.
 *
 * @param sessionId inside the database
 * @param way the id of the provider they signed in with
 * @param signedInAt real time
 * @param gatesPassedFor what this session's person last passed the gates for; null while they have not
 * @param sessionEnds when the session ends if nothing more happens, real time
 */
public record SignedIn(
        long personId,
        UUID publicId,
        String firstName,
        String lastName,
        long sessionId,
        String way,
        Instant signedInAt,
        Instant sessionEnds,
        @Nullable String gatesPassedFor) {

    public String name() {
        return Names.shown(firstName, lastName);
    }

    /** Never the name: principals end up in logs. */
    @Override
    public String toString() {
        return "SignedIn " + publicId;
    }
}
