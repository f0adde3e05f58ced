package dk.bykassen.staff;

import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who works here, as far as they ever signed in. */
@Controller
class UsersController {

    /** Nobody leafs further. */
    private static final int MOST_PAGES = 1_000;

    private final Members members;

    UsersController(Members members) {
        this.members = members;
    }

    @GetMapping("/staff/users")
    @Needs(Right.MANAGE_USERS)
    Page page(@RequestParam(name = "page", defaultValue = "1") int page, StaffMember member) {
        int shown = Math.clamp(page, 1, MOST_PAGES);
        return Page.of("staff/users")
                .with("listed", members.page(shown))
                .with("page", shown)
                .with("self", member.publicId());
    }

    @PostMapping("/staff/users/{id}/end-sessions")
    @Needs(Right.MANAGE_USERS)
    Answer endSessions(@PathVariable UUID id, StaffMember member) {
        if (!members.endSessions(member, id)) {
            throw Problem.notFound();
        }
        return SeeOther.to("/staff/users").saying("staff.notice.sessions-ended");
    }
}
