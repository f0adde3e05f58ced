package dk.bykassen.privacy;

import dk.bykassen.identity.Fresh;
import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.identity.Ungated;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** <i>Persondata</i>: a copy of everything, how to put it right, and the way out. */
@Controller
@Ungated
@OwnEyes
class CopyController {

    private final Copies copies;
    private final Erasures erasures;

    CopyController(Copies copies, Erasures erasures) {
        this.copies = copies;
        this.erasures = erasures;
    }

    @GetMapping("/profile/export")
    Answer page(SignedIn viewer) {
        return Page.of("privacy/export")
                .with("copies", copies.of(viewer.personId()))
                .with("erasure", erasures.waiting(viewer.personId()).orElse(null));
    }

    @PostMapping("/profile/export")
    Answer ask(SignedIn viewer, HttpServletRequest request) {
        SeeOther page = SeeOther.to("/profile/export");
        return switch (copies.ask(viewer, Languages.of(request))) {
            case BEGUN, UNDER_WAY -> page;
            case ENOUGH -> page.saying("privacy.notice.enough-copies");
        };
    }

    /** The mail's link leads to the page, which leads here: whoever reads somebody's mail must still sign in as them. */
    @GetMapping("/profile/export/{id}")
    @Fresh
    ResponseEntity<byte[]> fetch(SignedIn viewer, @PathVariable UUID id) {
        Copies.Opened archive = copies.open(viewer, id).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "application/zip")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(archive.file())
                                .build()
                                .toString())
                .body(archive.content());
    }
}
