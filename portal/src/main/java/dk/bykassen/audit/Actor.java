package dk.bykassen.audit;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param id public id of the person, staff member or device; null for the system itself
 * @param name a staff member's name at that time, else null: citizens are named by nobody but themselves
 * @param roles a staff member's roles at that time as they stand in {@code staff.role.…} keys, else empty
 */
public record Actor(
        AuditTrail.ActorKind kind,
        @Nullable String id,
        @Nullable String name,
        List<String> roles) {

    public Actor {
        roles = List.copyOf(roles);
    }

    public static Actor citizen(UUID id) {
        return new Actor(AuditTrail.ActorKind.citizen, id.toString(), null, List.of());
    }

    public static Actor staff(UUID id, String name, Collection<String> roles) {
        return new Actor(
                AuditTrail.ActorKind.staff,
                id.toString(),
                name,
                roles.stream().sorted().toList());
    }

    public static Actor system() {
        return new Actor(AuditTrail.ActorKind.system, null, null, List.of());
    }

    public static Actor device(UUID id) {
        return new Actor(AuditTrail.ActorKind.device, id.toString(), null, List.of());
    }

    /** The citizen's public id; null where somebody or something else acted. */
    public @Nullable UUID citizenId() {
        return kind == AuditTrail.ActorKind.citizen && id != null ? UUID.fromString(id) : null;
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return kind + " " + id;
    }
}
