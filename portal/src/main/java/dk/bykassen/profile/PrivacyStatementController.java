package dk.bykassen.profile;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.identity.Ungated;
import dk.bykassen.profile.Consent.Purpose;
import dk.bykassen.tenant.Terms;
import dk.bykassen.tenant.TermsLibrary;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks for the privacy statement: at the first sign-in, and again when there is a new version. */
@Controller
@Ungated
class PrivacyStatementController {

    private static final String ACCEPT = "accept";

    private final TermsLibrary library;
    private final Consents consents;
    private final ContactGate contacts;

    PrivacyStatementController(TermsLibrary library, Consents consents, ContactGate contacts) {
        this.library = library;
        this.consents = consents;
        this.contacts = contacts;
    }

    @GetMapping(StatementGate.PAGE)
    Answer page(
            @RequestParam(name = "to", required = false) @Nullable String to,
            SignedIn viewer,
            HttpServletRequest request) {
        Onward onward = Onward.of(to);
        return asked(viewer, request)
                .<Answer>map(statement -> page(viewer, statement, Form.empty(), onward))
                .orElseGet(() -> SeeOther.to(onward.orHome()));
    }

    @PostMapping(StatementGate.PAGE)
    Answer accept(
            @RequestParam(name = "to", required = false) @Nullable String to,
            SignedIn viewer,
            HttpServletRequest request) {
        Onward onward = Onward.of(to);
        Optional<Terms> asked = asked(viewer, request);
        if (asked.isEmpty()) {
            return SeeOther.to(onward.orHome());
        }
        Terms statement = asked.get();
        Form form = Form.of(request);
        if (!form.value("version").equals(Integer.toString(statement.version()))) {
            // A newer one came while the page was open: nobody agrees to what they have not seen.
            Form fresh = Form.empty();
            fresh.reject(ACCEPT, "profile.statement.newer");
            return page(viewer, statement, fresh, onward).refused();
        }
        if (!form.isTicked(ACCEPT)) {
            form.reject(ACCEPT, "profile.statement.missing");
            return page(viewer, statement, form, onward).refused();
        }
        consents.accept(viewer, statement);
        return SeeOther.to(contacts.stop(viewer, request).map(onward::behind).orElseGet(onward::orHome));
    }

    /** The statement {@code viewer} has yet to agree to. */
    private Optional<Terms> asked(SignedIn viewer, HttpServletRequest request) {
        int accepted = consents.acceptedStatement(viewer.personId());
        return library.inForce(Consents.STATEMENT, Languages.of(request))
                .filter(statement -> statement.version() > accepted);
    }

    private Page page(SignedIn viewer, Terms statement, Form form, Onward onward) {
        return Page.of("profile/statement")
                .with("statement", statement)
                .with("before", consents.of(viewer.personId()).get(Purpose.PRIVACY))
                .with("form", form)
                .with("to", onward.path());
    }
}
