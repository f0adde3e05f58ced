package dk.bykassen.limit;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import dk.bykassen.web.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** <i>Maks forbrug</i>: how much and where an account may be spent. */
@Controller
class LimitController {

    private final Accounts accounts;
    private final Limits limits;
    private final Frames frames;

    LimitController(Accounts accounts, Limits limits, Frames frames) {
        this.accounts = accounts;
        this.limits = limits;
        this.frames = frames;
    }

    @GetMapping("/accounts/{id}/limits")
    Answer page(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        AccountLimits now = limits.of(account);
        return page(
                account, now, LimitForm.filled(now, words(request)), now.rule().version());
    }

    @PostMapping("/accounts/{id}/limits")
    Answer change(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        AccountLimits before = limits.of(account);
        if (!before.mayChange()) {
            throw Problem.notFound();
        }
        var typed = new LimitForm(Form.of(request), words(request));
        Rule rule = typed.rule(before);
        if (typed.form().hasFaults()) {
            return page(account, before, typed.form(), rule.version()).refused();
        }
        return switch (limits.change(viewer, account, rule)) {
            case Limits.Done done ->
                SeeOther.to("/accounts/" + account.publicId() + "/limits").saying("limit.notice.saved");
            case Limits.Overtaken(AccountLimits now) -> {
                typed.showOther(now);
                yield page(account, now, typed.form(), now.rule().version())
                        .with("overtaken", true)
                        .refused();
            }
        };
    }

    private Page page(MyAccount account, AccountLimits now, Form form, int version) {
        return Page.of("limit/limits")
                .with("account", account)
                .with("settings", accounts.settings())
                .with("limits", now)
                .with("form", form)
                .with("version", version);
    }

    private Wording words(HttpServletRequest request) {
        return frames.wording(Languages.of(request));
    }
}
