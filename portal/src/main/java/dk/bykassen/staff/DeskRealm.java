package dk.bykassen.staff;

import dk.bykassen.identity.Realm;
import dk.bykassen.kernel.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Everything at {@code /staff}. */
@Component
class DeskRealm implements Realm {

    private final DeskSessions sessions;

    DeskRealm(DeskSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean governs(HttpServletRequest request) {
        return isDesk(request);
    }

    @Override
    public Optional<BearerToken> sessionToken(HttpServletRequest request) {
        return sessions.of(request).flatMap(member -> DeskSessions.token(request));
    }

    /** By the path as the container decoded it: {@code /%73taff} is the desk too. */
    static boolean isDesk(HttpServletRequest request) {
        Object failed = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String first ? first : request.getServletPath();
        return path.equals("/staff") || path.startsWith("/staff/");
    }
}
