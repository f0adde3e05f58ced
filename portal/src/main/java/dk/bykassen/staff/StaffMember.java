package dk.bykassen.staff;

import dk.bykassen.audit.Actor;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The member of staff who asks; a controller of the desk takes it as an argument.
 *
 * @param id inside the database
 * @param publicId in the audit trail
 * @param roles as the directory's words at the last sign-in mean now
 * @param sessionId inside the database
 * @param signedInAt real time
 * @param sessionEnds when the session ends if nothing more happens, real time
 */
public record StaffMember(
        long id, UUID publicId, String name, Set<Role> roles, long sessionId, Instant signedInAt, Instant sessionEnds) {

    public boolean may(Right right) {
        return Rights.of(roles).contains(right);
    }

    /** As the audit trail names whoever acts. */
    public Actor actor() {
        return Actor.staff(publicId, name, roles.stream().map(Role::code).toList());
    }

    /** Never the name: principals end up in logs. */
    @Override
    public String toString() {
        return "StaffMember " + publicId;
    }
}
