package dk.bykassen.password;

import dk.bykassen.identity.SignInOption;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frame;
import gg.jte.Content;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The password among a person's ways to sign in. */
@Component
class PasswordWay implements SignInOption {

    static final String WAY = "password";

    private final PasswordRules rules;
    private final PasswordStore passwords;
    private final TemplateEngine templates;
    private final TransactionTemplate transactions;

    PasswordWay(
            PasswordRules rules, PasswordStore passwords, TemplateEngine templates, TransactionTemplate transactions) {
        this.rules = rules;
        this.passwords = passwords;
        this.templates = templates;
        this.transactions = transactions;
    }

    @Override
    public String way() {
        return WAY;
    }

    @Override
    public String label() {
        return "password.way";
    }

    @Override
    public boolean offered() {
        return rules.current().offered();
    }

    @Override
    public Content content(Frame f, Form form, String to) {
        var html = new StringOutput();
        templates.render("password/sign-in.jte", Map.of("f", f, "form", form, "to", to), html);
        return output -> output.writeContent(html.toString());
    }

    @Override
    public Optional<Bound> boundTo(long person) {
        return transactions
                .execute(status -> passwords.since(person))
                .map(since -> new Bound(since.set(), since.used()));
    }

    @Override
    public String page() {
        return "/profile/password";
    }

    @Override
    public void remove(long person) {
        passwords.remove(person);
    }
}
