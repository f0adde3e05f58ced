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

/** Offers a form again that was sent when the session had ended. Another person finds nothing here. */
@Controller
@OwnEyes
class DraftController {

    private final Drafts drafts;

    DraftController(Drafts drafts) {
        this.drafts = drafts;
    }

    @GetMapping("/drafts/{id}")
    Page offer(SignedIn viewer, @PathVariable UUID id) {
        Draft draft = drafts.find(viewer, id).orElseThrow(Problem::notFound);
        return Page.of("identity/draft").with("id", id).with("draft", draft);
    }

    @PostMapping("/drafts/{id}/discard")
    Answer discard(SignedIn viewer, @PathVariable UUID id) {
        Draft draft = drafts.find(viewer, id).orElseThrow(Problem::notFound);
        drafts.forget(viewer, id);
        return SeeOther.to(ReturnPath.orHome(draft.page()));
    }
}
