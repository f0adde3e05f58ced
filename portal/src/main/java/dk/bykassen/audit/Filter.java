package dk.bykassen.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are wanted; a part that is null asks for nothing.
 *
 * @param actor public id of who acted
 * @param actorName a piece of a staff member's name, capitals or not
 * @param person public id of whose data it is
 * @param from the first moment wanted
 * @param to the first moment no longer wanted
 * @param kind of those who acted
 */
public record Filter(
        @Nullable String actor,
        @Nullable String actorName,
        @Nullable UUID person,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to,
        AuditTrail.@Nullable ActorKind kind) {

    public static final Filter EVERYTHING = new Filter(null, null, null, null, null, null, null, null);

    /** All that is told about one citizen. */
    public static Filter about(UUID person) {
        return new Filter(null, null, person, null, null, null, null, null);
    }

    /** The same, done by this kind alone. */
    public Filter by(AuditTrail.ActorKind only) {
        return new Filter(actor, actorName, person, action, subject, from, to, only);
    }

    /** Never who is asked about: records end up in logs. */
    @Override
    public String toString() {
        return "Filter";
    }
}
