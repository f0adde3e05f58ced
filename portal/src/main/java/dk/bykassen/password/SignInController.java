package dk.bykassen.password;

import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.Sessions;
import dk.bykassen.identity.SignInPage;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Open;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signs in with a name and a password, from the form on the ordinary sign-in page. */
@Controller("passwordSignInController")
@OwnEyes
@Open
class SignInController {

    private final PasswordRules rules;
    private final SignIn signIn;
    private final SignInPage page;
    private final KnownBrowsers browsers;
    private final Sessions sessions;

    SignInController(PasswordRules rules, SignIn signIn, SignInPage page, KnownBrowsers browsers, Sessions sessions) {
        this.rules = rules;
        this.signIn = signIn;
        this.page = page;
        this.browsers = browsers;
        this.sessions = sessions;
    }

    /** Where a reload or a link of an error page leads: the form stands on the ordinary page. */
    @GetMapping("/sign-in/password")
    Answer page() {
        rules.requireOffered();
        return SeeOther.to("/sign-in");
    }

    @PostMapping("/sign-in/password")
    Answer signIn(
            @RequestParam(name = "to", required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        rules.requireOffered();
        Form form = Form.of(request);
        String name = form.value("name");
        String password = TypedPassword.of(request, "password");
        if (name.isEmpty()) {
            form.reject("name", "password.name.missing");
        }
        if (password.isEmpty()) {
            form.reject("password", "password.missing");
        }
        if (form.hasFaults()) {
            return page.again(request, to, form).refused();
        }
        KnownBrowsers.Browser browser = browsers.of(request);
        return switch (signIn.judge(name, password, browser, NetworkAddress.of(request))) {
            case SignIn.Right right -> {
                browsers.remember(browser, right.person().id(), response);
                yield SeeOther.to(
                        sessions.arrive(request, response, right.person().id(), PasswordWay.WAY, null, to));
            }
            case SignIn.Wrong wrong -> {
                form.reject("name", "password.wrong");
                yield page.again(request, to, form).refused();
            }
            case SignIn.TooSoon soon ->
                Patience.ask(page.again(request, to, form), form, "name", soon.pause(), response);
        };
    }
}
