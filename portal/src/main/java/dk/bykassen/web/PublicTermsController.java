package dk.bykassen.web;

import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Terms;
import dk.bykassen.tenant.TermsLibrary;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The terms in force, and every version somebody ever accepted. */
@Controller
@Open
class PublicTermsController {

    private final TermsLibrary library;

    PublicTermsController(TermsLibrary library) {
        this.library = library;
    }

    @GetMapping("/terms")
    Page all(HttpServletRequest request) {
        return Page.of("web/terms").with("inForce", library.inForce(Languages.of(request)));
    }

    @GetMapping("/terms/{id}")
    Page one(@PathVariable UUID id, HttpServletRequest request) {
        Terms terms = library.byPublicId(id).orElseThrow(Problem::notFound);
        Locale language = Languages.of(request);
        Terms newest = library.inForce(terms.kind(), language)
                .filter(other -> other.version() > terms.version())
                .orElse(null);
        return Page.of("web/terms-version").with("terms", terms).with("newest", newest);
    }
}
