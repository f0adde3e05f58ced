package dk.bykassen.identity;

import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Where somebody is signed in, and how it ends there. */
@Controller
@OwnEyes
class SessionsController {

    static final String LIST = "/profile/sessions";

    private final Sessions sessions;

    SessionsController(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping(LIST)
    Page list(SignedIn viewer) {
        return Page.of("identity/sessions").with("devices", sessions.devices(viewer));
    }

    /** A second click finds it signed out, which is what was wanted. */
    @Fresh
    @PostMapping("/profile/sessions/{id}/end")
    Answer end(SignedIn viewer, @PathVariable UUID id) {
        if (!sessions.endThere(viewer, id)) {
            throw Problem.notFound();
        }
        return SeeOther.to(LIST).saying("session.notice.ended");
    }

    @Fresh
    @PostMapping("/profile/sessions/end-others")
    Answer endOthers(SignedIn viewer) {
        sessions.endOthers(viewer);
        return SeeOther.to(LIST).saying("session.notice.ended-others");
    }
}
