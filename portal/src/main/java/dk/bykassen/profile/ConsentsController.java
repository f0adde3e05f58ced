package dk.bykassen.profile;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.profile.Consent.Purpose;
import dk.bykassen.tenant.TermsLibrary;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** <i>Samtykker</i>: what we may write to somebody about, and how; each answer may be taken back. */
@Controller
class ConsentsController {

    /** What may be answered yes or no; the privacy statement has a page of its own. */
    private static final List<Purpose> QUESTIONS = List.of(Purpose.EMAIL, Purpose.SMS, Purpose.ADVERTISING);

    private static final String YES = "yes";
    private static final String NO = "no";

    private final Consents consents;
    private final TermsLibrary library;
    private final TransactionTemplate transactions;

    ConsentsController(Consents consents, TermsLibrary library, TransactionTemplate transactions) {
        this.consents = consents;
        this.library = library;
        this.transactions = transactions;
    }

    @GetMapping("/profile/consents")
    Answer page(SignedIn viewer, HttpServletRequest request) {
        var filled = new HashMap<String, String>();
        consents.of(viewer.personId())
                .forEach((purpose, consent) -> filled.put(purpose.code(), consent.given() ? YES : NO));
        return page(viewer, Form.filled(filled), request);
    }

    @PostMapping("/profile/consents")
    Answer answer(SignedIn viewer, HttpServletRequest request) {
        Form form = Form.of(request);
        boolean reachable = said(form, Purpose.EMAIL, YES) || said(form, Purpose.SMS, YES);
        if (said(form, Purpose.ADVERTISING, YES) && !reachable) {
            form.reject(Purpose.ADVERTISING.code(), "profile.consents.no-channel");
            return page(viewer, form, request).refused();
        }
        transactions.executeWithoutResult(status -> {
            for (Purpose question : QUESTIONS) {
                if (said(form, question, YES) || said(form, question, NO)) {
                    consents.answer(viewer, question, said(form, question, YES));
                }
            }
        });
        return SeeOther.to("/profile/consents").saying("profile.notice.consents-saved");
    }

    private Page page(SignedIn viewer, Form form, HttpServletRequest request) {
        Map<Purpose, Consent> answers = consents.of(viewer.personId());
        return Page.of("profile/consents")
                .with("form", form)
                .with("questions", QUESTIONS)
                .with("answers", answers)
                .with(
                        "statement",
                        library.inForce(Consents.STATEMENT, Languages.of(request))
                                .orElse(null))
                .with("history", consents.history(viewer.personId()));
    }

    private static boolean said(Form form, Purpose question, String word) {
        return form.value(question.code()).equals(word);
    }
}
