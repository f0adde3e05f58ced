package dk.bykassen.password;

import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.Person;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Open;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A new password by a link, for those who forgot theirs or never had one here. */
@Controller
@OwnEyes
@Open
class RenewalController {

    private final PasswordRules rules;
    private final Renewals renewals;
    private final NewPassword fresh;
    private final KnownBrowsers browsers;

    RenewalController(PasswordRules rules, Renewals renewals, NewPassword fresh, KnownBrowsers browsers) {
        this.rules = rules;
        this.renewals = renewals;
        this.fresh = fresh;
        this.browsers = browsers;
    }

    @GetMapping("/forgotten-password")
    Page page() {
        rules.requireOffered();
        return page(Form.empty());
    }

    @PostMapping("/forgotten-password")
    Answer ask(HttpServletRequest request, HttpServletResponse response) {
        rules.requireOffered();
        Form form = Form.of(request);
        Optional<SignInName> name = SignInName.typed(form.value("name"));
        if (name.isEmpty()) {
            form.reject("name", form.value("name").isEmpty() ? "password.name.missing" : "password.name.malformed");
            return page(form).refused();
        }
        if (!renewals.ask(name.get(), Languages.of(request), NetworkAddress.of(request))) {
            return Patience.ask(page(form), form, "name", Throttle.LETTER_ADDRESS_REFILL, response);
        }
        return SeeOther.to("/forgotten-password/sent");
    }

    @GetMapping("/forgotten-password/sent")
    Page sent() {
        rules.requireOffered();
        return Page.of("password/sent").with("minutes", Renewals.LIFE.toMinutes());
    }

    /** Looking at the link uses nothing up: mail programs open links before people do. */
    @GetMapping("/new-password/{token}")
    Page link(@PathVariable String token) {
        rules.requireOffered();
        return renewals.find(token).map(link -> page(link, token, Form.empty())).orElseGet(RenewalController::over);
    }

    @PostMapping("/new-password/{token}")
    Answer use(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        rules.requireOffered();
        Renewals.Usable link = renewals.find(token).orElse(null);
        if (link == null) {
            return over();
        }
        Form form = Form.of(request);
        Person person = link.person();
        String chosen = TypedPassword.of(request, "new");
        List<@Nullable String> own =
                Arrays.asList(person.firstName(), person.lastName(), person.email(), person.mobile());
        // Whoever has yet to show that they are the owner does not learn which words are the owner's.
        fresh.check(
                form, "new", chosen, "again", TypedPassword.of(request, "again"), link.asksEmail() ? List.of() : own);
        if (!form.hasFaults() && link.asksEmail()) {
            if (renewals.knowsEmail(link, form.value("email"))) {
                fresh.check(form, "new", chosen, own);
            } else {
                form.reject("email", "password.link.email.wrong");
            }
        }
        if (form.hasFaults()) {
            return page(link, token, form).refused();
        }
        if (!renewals.use(link, chosen)) {
            return over();
        }
        browsers.remember(browsers.of(request), person.id(), response);
        return SeeOther.to("/sign-in").saying("password.notice.renewed");
    }

    private static Page page(Form form) {
        return Page.of("password/forgotten").with("form", form);
    }

    private Page page(Renewals.Usable link, String token, Form form) {
        return Page.of("password/new")
                .with("form", form)
                .with("rules", rules.current())
                .with("action", "/new-password/" + token)
                .with("name", link.renewal().name().text())
                .with("isFirst", link.isFirst())
                .with("asksEmail", link.asksEmail());
    }

    /** Used, replaced, too old, or never sent: which of them is nobody's business. */
    private static Page over() {
        return Page.of("password/link-over").withStatus(HttpStatus.GONE);
    }
}
