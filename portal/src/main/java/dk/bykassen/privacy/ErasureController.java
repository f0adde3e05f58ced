package dk.bykassen.privacy;

import dk.bykassen.identity.Fresh;
import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.identity.Ungated;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The way out: what it means, a last look, and back again for two weeks. */
@Controller
@Ungated
@OwnEyes
class ErasureController {

    private final Erasures erasures;

    ErasureController(Erasures erasures) {
        this.erasures = erasures;
    }

    @GetMapping(Erasures.PAGE)
    Answer page(SignedIn viewer) {
        Optional<Erasure> waiting = erasures.waiting(viewer.personId());
        Erasures.Consequences means = erasures.consequences(viewer);
        return waiting.map(erasure ->
                        Page.of("privacy/leaving").with("erasure", erasure).with("means", means))
                .orElseGet(() -> Page.of("privacy/delete").with("means", means));
    }

    @GetMapping(Erasures.PAGE + "/check")
    @Fresh
    Answer check(SignedIn viewer) {
        Erasures.Consequences means = erasures.consequences(viewer);
        boolean ready = erasures.waiting(viewer.personId()).isEmpty()
                && means.unsettled().isEmpty();
        return ready ? Page.of("privacy/delete-check").with("means", means) : SeeOther.to(Erasures.PAGE);
    }

    @PostMapping(Erasures.PAGE)
    @Fresh
    Answer ask(SignedIn viewer, HttpServletRequest request) {
        erasures.ask(viewer, Languages.of(request));
        return SeeOther.to(Erasures.PAGE);
    }

    @PostMapping(Erasures.PAGE + "/undo")
    Answer undo(SignedIn viewer) {
        SeeOther page = SeeOther.to("/profile/export");
        return erasures.undo(viewer) ? page.saying("privacy.notice.undone") : page;
    }
}
