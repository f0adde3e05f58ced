package dk.bykassen.password;

import dk.bykassen.identity.Fresh;
import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Where a person changes their password. Whoever has none yet sets one up after proving once more who they are, for the old
 * password cannot be asked for.
 */
@Controller
@OwnEyes
class ChangeController {

    private static final String PAGE = "/profile/password";
    private static final String FIRST = PAGE + "/first";

    private final PasswordRules rules;
    private final Passwords passwords;
    private final NewPassword fresh;
    private final Changes changes;
    private final People people;

    ChangeController(PasswordRules rules, Passwords passwords, NewPassword fresh, Changes changes, People people) {
        this.rules = rules;
        this.passwords = passwords;
        this.fresh = fresh;
        this.changes = changes;
        this.people = people;
    }

    @GetMapping(PAGE)
    Answer page(SignedIn person) {
        rules.requireOffered();
        return passwords.has(person.personId()) ? page(person, Form.empty(), true) : SeeOther.to(FIRST);
    }

    @PostMapping(PAGE)
    Answer change(SignedIn person, HttpServletRequest request, HttpServletResponse response) {
        rules.requireOffered();
        if (!passwords.has(person.personId())) {
            return SeeOther.to(FIRST);
        }
        Form form = Form.of(request);
        String old = TypedPassword.of(request, "old");
        String chosen = check(person, form, request);
        if (old.isEmpty()) {
            form.reject("old", "password.missing");
        } else if (Hashing.normal(old).equals(Hashing.normal(chosen))) {
            form.reject("new", "password.unchanged");
        }
        if (form.hasFaults()) {
            return page(person, form, true).refused();
        }
        return switch (changes.weigh(person, old, NetworkAddress.of(request))) {
            case Changes.Right right -> {
                changes.set(person, chosen);
                yield SeeOther.to(PAGE).saying("password.notice.changed");
            }
            case Changes.Wrong wrong -> {
                form.reject("old", "password.old.wrong");
                yield page(person, form, true).refused();
            }
            case Changes.TooSoon soon -> Patience.ask(page(person, form, true), form, "old", soon.pause(), response);
        };
    }

    @Fresh
    @GetMapping(FIRST)
    Answer first(SignedIn person) {
        rules.requireOffered();
        return passwords.has(person.personId()) ? SeeOther.to(PAGE) : page(person, Form.empty(), false);
    }

    @Fresh
    @PostMapping(FIRST)
    Answer setFirst(SignedIn person, HttpServletRequest request) {
        rules.requireOffered();
        if (passwords.has(person.personId())
                || passwords.namesOf(person.personId()).isEmpty()) {
            return SeeOther.to(PAGE);
        }
        Form form = Form.of(request);
        String chosen = check(person, form, request);
        if (form.hasFaults()) {
            return page(person, form, false).refused();
        }
        changes.set(person, chosen);
        return SeeOther.to(PAGE).saying("password.notice.set");
    }

    private String check(SignedIn signedIn, Form form, HttpServletRequest request) {
        String chosen = TypedPassword.of(request, "new");
        Person person = people.find(signedIn.personId()).orElseThrow();
        List<@Nullable String> own =
                Arrays.asList(person.firstName(), person.lastName(), person.email(), person.mobile());
        fresh.check(form, "new", chosen, "again", TypedPassword.of(request, "again"), own);
        return chosen;
    }

    private Page page(SignedIn person, Form form, boolean hasOne) {
        return Page.of("password/change")
                .with("form", form)
                .with("rules", rules.current())
                .with("names", passwords.namesOf(person.personId()))
                .with("hasOne", hasOne);
    }
}
