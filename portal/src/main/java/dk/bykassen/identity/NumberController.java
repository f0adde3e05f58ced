package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Open;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks for the person number at the first sign-in, where the broker does not hand it over. */
@Controller
@OwnEyes
@Open
class NumberController {

    private static final String FIELD = "number";

    private final Sessions sessions;
    private final NumberQuestion question;
    private final IdentityProviders providers;

    NumberController(Sessions sessions, NumberQuestion question, IdentityProviders providers) {
        this.sessions = sessions;
        this.question = question;
        this.providers = providers;
    }

    @GetMapping("/sign-in/number")
    Answer page(@RequestParam(name = "to", required = false) @Nullable String to, HttpServletRequest request) {
        return waiting(request)
                .<Answer>map(session -> page(session, Form.empty(), to))
                .orElseGet(() -> elsewhere(request, to));
    }

    @PostMapping("/sign-in/number")
    Answer answer(
            @RequestParam(name = "to", required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        Session.Waiting session = waiting(request).orElse(null);
        if (session == null) {
            return elsewhere(request, to);
        }
        Form form = Form.of(request);
        Optional<PersonNumber> number = read(form.value(FIELD));
        if (number.isEmpty()) {
            // A slip of the finger is no try: it says nothing about anybody.
            form.reject(FIELD, "identity.number.malformed." + country());
            return page(session, form, to).refused();
        }
        return switch (question.answer(session, matchUrl(session), number.get(), Languages.of(request))) {
            case NumberQuestion.Right(Person person) -> {
                yield SeeOther.to(
                        sessions.arrive(request, response, person.id(), session.way(), session.idToken(), to));
            }
            case NumberQuestion.Wrong(int left) -> {
                form.reject(FIELD, "identity.number.wrong", left);
                yield page(session, form, to).refused();
            }
            case NumberQuestion.Unanswered unanswered ->
                page(session, form, to).with("isSilent", true).withStatus(HttpStatus.SERVICE_UNAVAILABLE);
            case NumberQuestion.TooLate tooLate -> {
                sessions.end(request, response);
                yield SeeOther.to(ReturnPath.append("/sign-in?why=" + Refusal.EXPIRED.code(), to));
            }
            case NumberQuestion.Over over -> {
                sessions.end(request, response);
                yield SeeOther.to("/sign-in/number-over");
            }
        };
    }

    @GetMapping("/sign-in/number-over")
    Page over() {
        return Page.of("identity/number-over");
    }

    private Page page(Session.Waiting session, Form form, @Nullable String to) {
        return Page.of("identity/number")
                .with("form", form)
                .with(
                        "provider",
                        providers.find(session.way()).map(Provider::name).orElse("eID"))
                .with("country", country())
                .with("action", ReturnPath.append("/sign-in/number", to));
    }

    private @Nullable String matchUrl(Session.Waiting session) {
        return providers
                .find(session.way())
                .map(provider -> provider.endpoints().numberMatch())
                .orElse(null);
    }

    private Optional<Session.Waiting> waiting(HttpServletRequest request) {
        return sessions.waiting(request, Session.Question.NUMBER);
    }

    /** Nobody is asked here: somebody signed in goes on, anybody else begins again. */
    private SeeOther elsewhere(HttpServletRequest request, @Nullable String to) {
        return sessions.signedIn(request).isPresent()
                ? SeeOther.to(ReturnPath.orHome(to))
                : SeeOther.to(ReturnPath.append("/sign-in?why=" + Refusal.EXPIRED.code(), to));
    }

    private static Optional<PersonNumber> read(String typed) {
        return Tenants.current().country() == Tenant.Country.DK
                ? PersonNumber.danish(typed)
                : PersonNumber.norwegian(typed);
    }

    /** The words differ by the country whose number it is. */
    private static String country() {
        return Tenants.current().country().name().toLowerCase(Locale.ROOT);
    }
}
