package dk.bykassen.identity;

import dk.bykassen.kernel.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * A part of the portal with sessions and a door of its own, such as the staff's desk. Everything that lies in no realm is the
 * citizens'. A realm keeps its own door: the citizens' doorkeeper lets everybody pass there.
 */
public interface Realm {

    /** Whether the address lies in this realm; decided by the path as the container decoded it, never by its raw spelling. */
    boolean governs(HttpServletRequest request);

    /** The token of the session the request carries here, if it is in force: what the realm's forms are bound to. */
    Optional<BearerToken> sessionToken(HttpServletRequest request);
}
