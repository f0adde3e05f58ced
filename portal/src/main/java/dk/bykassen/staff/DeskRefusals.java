package dk.bykassen.staff;

import dk.bykassen.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Says no in words: what is missing, who here has it, and whom to ask. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DeskRefusals {

    /** As many names as are read. */
    private static final int NAMES = 3;

    private final DeskSessions sessions;
    private final Members members;

    DeskRefusals(DeskSessions sessions, Members members) {
        this.sessions = sessions;
        this.members = members;
    }

    @ExceptionHandler
    Page missing(RightMissing missing, HttpServletRequest request) {
        StaffMember member = sessions.of(request).orElseThrow();
        Page page = Page.of("staff/refused").withStatus(HttpStatus.FORBIDDEN);
        return page.with("member", member)
                .with("right", missing.right())
                .with("roles", missing.right() == null ? List.of() : Rights.that(missing.right()))
                .with("ask", members.named(Role.ADMINISTRATOR, NAMES));
    }
}
