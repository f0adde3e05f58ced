package dk.bykassen.assistance;

import dk.bykassen.assistance.Leave.Ending;
import dk.bykassen.assistance.Leave.State;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.Sessions;
import dk.bykassen.kernel.Problem;
import dk.bykassen.staff.Needs;
import dk.bykassen.staff.Right;
import dk.bykassen.staff.StaffMember;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Where a member of staff types the code a citizen shows, waits for the yes, and goes to see the citizen's pages. */
@Controller
class AssistController {

    static final String PAGE = "/staff/assist";

    private final Leaves leaves;
    private final People people;
    private final Sessions sessions;

    AssistController(Leaves leaves, People people, Sessions sessions) {
        this.leaves = leaves;
        this.people = people;
        this.sessions = sessions;
    }

    @GetMapping(PAGE)
    @Needs(Right.ASSIST)
    Page page(StaffMember member) {
        return page(member, Form.empty());
    }

    @PostMapping(PAGE)
    @Needs(Right.ASSIST)
    Answer type(StaffMember member, HttpServletRequest request) {
        Form form = Form.of(request);
        String code = form.value("code").replaceAll("[\\s\u00a0-]", "");
        if (!code.matches("[0-9]{6}")) {
            form.reject("code", "assistance.fault.digits");
            return page(member, form).refused();
        }
        return switch (leaves.type(member, code)) {
            case Leaves.Asked asked -> SeeOther.to(PAGE);
            case Leaves.Wrong wrong -> {
                form.reject("code", "assistance.fault.wrong");
                yield page(member, form).refused();
            }
            case Leaves.Enough enough -> {
                form.reject("code", "assistance.fault.enough", Guesses.WAIT.toMinutes());
                yield page(member, form).refused();
            }
        };
    }

    /** To the citizen's pages, in this browser; a citizen's session of the member's own is over then. */
    @PostMapping(PAGE + "/{id}/open")
    @Needs(Right.ASSIST)
    Answer open(StaffMember member, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        Leave leave = theirs(member, id);
        if (!leave.is(State.OPEN)) {
            return SeeOther.to(PAGE);
        }
        sessions.openWatch(request, response, leave.personId(), leave.id(), Objects.requireNonNull(leave.until()));
        return SeeOther.to("/home");
    }

    @PostMapping(PAGE + "/{id}/end")
    @Needs(Right.ASSIST)
    Answer end(StaffMember member, @PathVariable UUID id) {
        Leave leave = theirs(member, id);
        if (!leave.is(State.ENDED)) {
            leaves.end(leave, Ending.STAFF);
        }
        return SeeOther.to(PAGE);
    }

    private Leave theirs(StaffMember member, UUID id) {
        return leaves.of(member).filter(leave -> leave.publicId().equals(id)).orElseThrow(Problem::notFound);
    }

    private Page page(StaffMember member, Form form) {
        Leave leave = leaves.of(member).orElse(null);
        return Page.of("assistance/assist")
                .with("form", form)
                .with("leave", leave)
                .with("citizen", leave != null && leave.wasOpen() ? name(leave) : null);
    }

    /** Told only where the citizen has said yes. */
    private @Nullable String name(Leave leave) {
        return people.find(leave.personId()).map(Person::name).orElse(null);
    }
}
