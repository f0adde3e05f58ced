package dk.bykassen.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A member of staff who sees somebody's pages with that person's leave: to look at, never to act.
 *
 * @param id of the leave, inside the database
 * @param publicId of the leave, in addresses and the audit trail
 * @param member public id of the member of staff
 * @param name of the member of staff
 * @param roles as they stand in {@code staff.role.…} keys
 * @param until when it ends by itself, real time
 */
public record Watch(long id, UUID publicId, UUID member, String name, List<String> roles, Instant until) {

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "Watch " + publicId;
    }
}
