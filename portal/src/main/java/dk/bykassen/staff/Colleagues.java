package dk.bykassen.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who sits at the desk right now, for what happens away from its pages. */
@Component
public class Colleagues {

    private final DeskSessions sessions;

    Colleagues(DeskSessions sessions) {
        this.sessions = sessions;
    }

    /** The member of staff signed in at the desk with the request's browser, whatever page it asks for. */
    public Optional<StaffMember> at(HttpServletRequest request) {
        return sessions.of(request);
    }

    /** The member of staff in that session, if it is in force, with what they may do now. */
    public Optional<StaffMember> inSession(long session) {
        return sessions.find(session);
    }
}
