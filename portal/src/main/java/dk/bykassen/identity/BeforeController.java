package dk.bykassen.identity;

import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Open;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asks somebody whose eID nobody has whether they have been here before, where people may also have come in without one: a
 * second person for the same human is easier to avoid than to mend.
 */
@Controller
@OwnEyes
@Open
class BeforeController {

    static final String QUESTION = "/sign-in/before";

    private final Sessions sessions;
    private final SignIns signIns;
    private final SignInPage signInPage;
    private final IdentityProviders providers;

    BeforeController(Sessions sessions, SignIns signIns, SignInPage signInPage, IdentityProviders providers) {
        this.sessions = sessions;
        this.signIns = signIns;
        this.signInPage = signInPage;
        this.providers = providers;
    }

    @GetMapping(QUESTION)
    Answer ask(@RequestParam(name = "to", required = false) @Nullable String to, HttpServletRequest request) {
        return sessions.newcomer(request)
                .<Answer>map(waiting -> Page.of("identity/before")
                        .with(
                                "provider",
                                providers
                                        .find(waiting.way())
                                        .map(Provider::name)
                                        .orElse("eID"))
                        .with("name", waiting.identity().name().full())
                        .with("account", ReturnPath.append("/sign-in/before/account", to))
                        .with("action", ReturnPath.append(QUESTION, to)))
                .orElseGet(() -> elsewhere(request, to));
    }

    /** The other account is proven on the sign-in page, which leads on to the question whether to bind. */
    @GetMapping("/sign-in/before/account")
    Answer account(@RequestParam(name = "to", required = false) @Nullable String to, HttpServletRequest request) {
        return sessions.newcomer(request).isPresent()
                ? signInPage.show(request, null, ReturnPath.orHome(to), Form.empty())
                : elsewhere(request, to);
    }

    @PostMapping(QUESTION)
    Answer isNew(
            @RequestParam(name = "to", required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Session.Waiting> waiting = sessions.newcomer(request);
        if (waiting.isEmpty()) {
            return elsewhere(request, to);
        }
        Session.Waiting known = waiting.get();
        Provider provider = providers.find(known.way()).orElseThrow();
        SignIns.Arrival arrival = signIns.arrive(provider.numberRule(), known.identity(), Languages.of(request), false);
        return arrival instanceof SignIns.Known(Person person)
                ? SeeOther.to(sessions.arrive(request, response, person.id(), known.way(), known.idToken(), to))
                : SeeOther.to(ReturnPath.append("/sign-in?why=" + Refusal.CONTRADICTION.code(), to));
    }

    private SeeOther elsewhere(HttpServletRequest request, @Nullable String to) {
        return sessions.signedIn(request).isPresent()
                ? SeeOther.to(ReturnPath.orHome(to))
                : SeeOther.to(ReturnPath.append("/sign-in?why=" + Refusal.EXPIRED.code(), to));
    }
}
