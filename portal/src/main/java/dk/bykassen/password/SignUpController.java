package dk.bykassen.password;

import dk.bykassen.identity.Addresses;
import dk.bykassen.identity.Codes;
import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.Sessions;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.BearerToken;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Cookies;
import dk.bykassen.web.Form;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Open;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Where strangers become known: what they are called and reached by, then the code that proves the address. */
@Controller
@OwnEyes
@Open
class SignUpController {

    static final String COOKIE = "__Host-sign-up";
    private static final String PAGE = "/sign-up";
    private static final String CODE = PAGE + "/code";

    private final PasswordRules rules;
    private final NewPassword fresh;
    private final Hashing hashing;
    private final SignUps signUps;
    private final KnownBrowsers browsers;
    private final Sessions sessions;

    SignUpController(
            PasswordRules rules,
            NewPassword fresh,
            Hashing hashing,
            SignUps signUps,
            KnownBrowsers browsers,
            Sessions sessions) {
        this.rules = rules;
        this.fresh = fresh;
        this.hashing = hashing;
        this.signUps = signUps;
        this.browsers = browsers;
        this.sessions = sessions;
    }

    @GetMapping(PAGE)
    Answer page(@Nullable SignedIn person) {
        rules.requireOffered();
        return person == null ? page(Form.filled(Map.of("kind", "private"))) : SeeOther.to("/home");
    }

    @PostMapping(PAGE)
    Answer begin(@Nullable SignedIn person, HttpServletRequest request, HttpServletResponse response) {
        rules.requireOffered();
        if (person != null) {
            return SeeOther.to("/home");
        }
        Form form = Form.of(request);
        SignUpForm.Read read = new SignUpForm(form).read();
        String password = TypedPassword.of(request, "new");
        fresh.check(form, "new", password, read.own());
        if (form.hasFaults()) {
            return page(form).refused();
        }
        if (!signUps.mayBegin(NetworkAddress.of(request))) {
            return Patience.ask(page(form), form, "email", Throttle.LETTER_ADDRESS_REFILL, response);
        }
        Locale language = Languages.of(request);
        Applicant applicant = read.with(hashing.hash(password), language.getLanguage());
        BearerToken token = signUps.begin(applicant, token(request).orElse(null));
        Cookies.set(response, COOKIE, token.text(), SignUps.LIFE);
        return SeeOther.to(CODE);
    }

    @GetMapping(CODE)
    Answer code(HttpServletRequest request) {
        rules.requireOffered();
        return waiting(request)
                .<Answer>map(waiting -> page(waiting, Form.empty()))
                .orElseGet(() -> SeeOther.to(PAGE));
    }

    @PostMapping(CODE)
    Answer finish(HttpServletRequest request, HttpServletResponse response) {
        rules.requireOffered();
        SignUpStore.Waiting waiting = waiting(request).orElse(null);
        if (waiting == null) {
            return SeeOther.to(PAGE).saying("password.notice.code-late");
        }
        Form form = Form.of(request);
        return switch (signUps.finish(waiting, form.value("code"))) {
            case SignUps.Welcome welcome -> {
                Cookies.clear(response, COOKIE);
                long person = welcome.person().id();
                browsers.remember(browsers.of(request), person, response);
                yield SeeOther.to(sessions.arrive(request, response, person, PasswordWay.WAY, null, null))
                        .saying("password.notice.signed-up");
            }
            case SignUps.Known known -> {
                Cookies.clear(response, COOKIE);
                yield Page.of("password/known");
            }
            case SignUps.Wrong(int left) -> {
                form.reject("code", "password.code.wrong", left);
                yield page(waiting, form).refused();
            }
            case SignUps.Over over -> {
                form.reject("code", "password.code.over");
                yield page(waiting, form).refused();
            }
        };
    }

    @PostMapping(CODE + "/again")
    Answer again(HttpServletRequest request) {
        rules.requireOffered();
        SignUpStore.Waiting waiting = waiting(request).orElse(null);
        if (waiting == null) {
            return SeeOther.to(PAGE).saying("password.notice.code-late");
        }
        Form form = Form.empty();
        return switch (signUps.again(waiting)) {
            case Codes.Gone gone -> SeeOther.to(CODE).saying("password.notice.code-sent");
            case Codes.TooSoon soon -> page(waiting, form).refused();
            case Codes.Enough enough -> {
                form.reject("code", "password.code.enough");
                yield page(waiting, form).refused();
            }
        };
    }

    private Page page(Form form) {
        return Page.of("password/sign-up")
                .with("form", form)
                .with("rules", rules.current())
                .with("country", Tenants.current().country().name().toLowerCase(Locale.ROOT));
    }

    private Page page(SignUpStore.Waiting waiting, Form form) {
        long seconds = signUps.againFrom(waiting)
                .map(again -> Duration.between(Instant.now(), again).toSeconds() + 1)
                .orElse(0L);
        return Page.of("password/code")
                .with("form", form)
                .with("address", Addresses.shown(waiting.applicant().email()))
                .with("minutes", Codes.LIFE.toMinutes())
                .with("wait", seconds);
    }

    private Optional<SignUpStore.Waiting> waiting(HttpServletRequest request) {
        return token(request).flatMap(signUps::waiting);
    }

    private static Optional<BearerToken> token(HttpServletRequest request) {
        return Optional.ofNullable(Cookies.find(request, COOKIE))
                .map(Cookie::getValue)
                .flatMap(BearerToken::parse);
    }
}
