package dk.bykassen.assistance;

import dk.bykassen.assistance.Leave.Ending;
import dk.bykassen.assistance.Leave.State;
import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.Sessions;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Where a citizen shows a code and says yes or no to the member of staff who typed it. */
@Controller
class ShowController {

    static final String PAGE = "/help/show";

    private final Leaves leaves;
    private final Sessions sessions;

    ShowController(Leaves leaves, Sessions sessions) {
        this.leaves = leaves;
        this.sessions = sessions;
    }

    @OwnEyes
    @GetMapping(PAGE)
    Page page(SignedIn citizen) {
        return Page.of("assistance/show").with("leave", leaves.of(citizen).orElse(null));
    }

    @OwnEyes
    @PostMapping(PAGE)
    Answer show(SignedIn citizen) {
        leaves.show(citizen);
        return SeeOther.to(PAGE);
    }

    /** Whom the yes is for stands in the address: a yes meant for one is none for another. */
    @OwnEyes
    @PostMapping(PAGE + "/{id}/allow")
    Answer allow(SignedIn citizen, @PathVariable UUID id) {
        return answer(citizen, id, true);
    }

    @OwnEyes
    @PostMapping(PAGE + "/{id}/decline")
    Answer decline(SignedIn citizen, @PathVariable UUID id) {
        return answer(citizen, id, false);
    }

    /** A second click finds the question answered and changes nothing. */
    private Answer answer(SignedIn citizen, UUID id, boolean yes) {
        if (leaves.of(citizen).filter(leave -> leave.publicId().equals(id)).isEmpty()) {
            throw Problem.notFound();
        }
        leaves.answer(citizen, id, yes);
        return SeeOther.to(PAGE);
    }

    /** The end, from either side: the one thing somebody who only looks may send. */
    @PostMapping(PAGE + "/end")
    Answer end(SignedIn person, HttpServletRequest request, HttpServletResponse response) {
        if (person.watch() != null) {
            leaves.find(person.watch().id()).ifPresent(leave -> leaves.end(leave, Ending.STAFF));
            sessions.close(request, response);
            return SeeOther.to(AssistController.PAGE);
        }
        leaves.of(person).filter(leave -> !leave.is(State.ENDED)).ifPresent(leave -> leaves.end(leave, Ending.CITIZEN));
        return SeeOther.to(PAGE);
    }
}
