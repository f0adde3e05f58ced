package dk.bykassen.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one who is signed in; a controller takes it as an argument.
 *
 * @param sessionId inside the database
 * @param way the id of the provider they signed in with
 * @param signedInAt when they proved who they are, real time
 * @param gatesPassedFor what this session's person last passed the gates for; null while they have not
 * @param sessionEnds when the session ends if nothing more happens, real time
 * @param shownWatch the leave to see their pages this session last gave, until its end was told; else null
 * @param watch the member of staff who is the one that looks, to whom nothing but looking is open; null where the person
 *     looks themself
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
        @Nullable String gatesPassedFor,
        @Nullable Long shownWatch,
        @Nullable Watch watch) {

    public String name() {
        return Names.shown(firstName, lastName);
    }

    /** Whether they proved who they are a moment ago, as {@link Fresh} asks of whole pages. */
    public boolean isFresh() {
        return Freshness.isFresh(this);
    }

    /** The same pages, as a member of staff sees them. */
    SignedIn watchedBy(Watch who) {
        return new SignedIn(
                personId,
                publicId,
                firstName,
                lastName,
                sessionId,
                way,
                signedInAt,
                sessionEnds,
                gatesPassedFor,
                shownWatch,
                who);
    }

    /** Never the name: principals end up in logs. */
    @Override
    public String toString() {
        return "SignedIn " + publicId;
    }
}
