package dk.bykassen.withdrawal;

import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Fresh;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** <i>Udbetal</i>: typed, looked at (<i>Kontroller</i>), confirmed; asked of one who proved who they are just now. */
@Controller
class WithdrawalController {

    private final Withdrawals withdrawals;
    private final People people;
    private final Frames frames;

    WithdrawalController(Withdrawals withdrawals, People people, Frames frames) {
        this.withdrawals = withdrawals;
        this.people = people;
        this.frames = frames;
    }

    @Fresh
    @GetMapping("/accounts/{id}/withdraw")
    Answer form(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = withdrawals.source(viewer, id);
        Optional<Withdrawals.Offer> offer = withdrawals.offer(account);
        Form form = withdrawals
                .draft(viewer, account)
                .map(kept -> WithdrawalForm.filled(
                        kept.form(), Tenants.current().money(kept.form().amount())))
                .orElseGet(() -> WithdrawalForm.fresh(
                        offer.filter(Withdrawals.Offer::nemKonto).isPresent(), viewer.name(), email(viewer)));
        return page(account, offer.orElse(null), form);
    }

    @Fresh
    @PostMapping("/accounts/{id}/withdraw")
    Answer fill(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = withdrawals.source(viewer, id);
        Optional<Withdrawals.Offer> offer = withdrawals.offer(account);
        WithdrawalForm typed = new WithdrawalForm(Form.of(request), frames.wording(Languages.of(request)));
        Optional<Draft.Filled> read = offer.flatMap(possible -> typed.read(account, possible));
        if (read.isEmpty()) {
            return page(account, offer.orElse(null), typed.form()).refused();
        }
        withdrawals.keep(viewer, account, read.get());
        return SeeOther.to(check(account));
    }

    @Fresh
    @GetMapping("/accounts/{id}/withdraw/check")
    Answer look(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = withdrawals.source(viewer, id);
        Optional<Withdrawals.Offer> offer = withdrawals.offer(account);
        Optional<Draft> draft = withdrawals.draft(viewer, account);
        if (offer.isEmpty() || draft.isEmpty()) {
            return SeeOther.to(account.page() + "/withdraw");
        }
        Draft.Filled form = draft.get().form();
        String number = BankNumber.read(form.number(), Tenants.current().country())
                        instanceof BankNumber.Readable(BankNumber read)
                ? read.shown()
                : null;
        return Page.of("withdrawal/check")
                .with("account", account)
                .with("amount", Tenants.current().money(form.amount()))
                .with("nemKonto", form.isNemKonto())
                .with("number", number)
                .with("payee", form.payee())
                .with("text", form.text())
                .with("email", form.email())
                .with("click", draft.get().click())
                .with(
                        "undoMinutes",
                        offer.get().agreement().undo().plusSeconds(59).toMinutes());
    }

    @Fresh
    @PostMapping("/accounts/{id}/withdraw/check")
    Answer confirm(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = withdrawals.source(viewer, id);
        Optional<UUID> click = click(request);
        if (click.isEmpty()) {
            return SeeOther.to(check(account));
        }
        return switch (withdrawals.confirm(viewer, id, click.get(), Languages.of(request))) {
            case Withdrawals.Requested(UUID made) -> SeeOther.to("/withdrawals/" + made);
            case Withdrawals.Changed changed -> SeeOther.to(check(account)).saying("withdrawal.notice.changed");
            case Withdrawals.TooLittle little -> again(viewer, account, request, null);
            case Withdrawals.OverCap over -> again(viewer, account, request, over);
        };
    }

    /** The receipt, and how it stands: any reload in any tab tells the truth. */
    @GetMapping("/withdrawals/{id}")
    Answer show(SignedIn viewer, @PathVariable UUID id) {
        return Page.of("withdrawal/withdrawal").with("withdrawal", withdrawals.view(viewer, id));
    }

    @PostMapping("/withdrawals/{id}/undo")
    Answer undo(SignedIn viewer, @PathVariable UUID id) {
        boolean isUndone = withdrawals.undo(viewer, id);
        return SeeOther.to("/withdrawals/" + id)
                .saying(isUndone ? "withdrawal.notice.undone" : "withdrawal.notice.too-late");
    }

    /** The balance or the day's room is another one than a moment ago: the form again, with what was typed and why. */
    private Page again(
            SignedIn viewer, MyAccount account, HttpServletRequest request, Withdrawals.@Nullable OverCap over) {
        Withdrawals.Offer offer = withdrawals.offer(account).orElseThrow();
        Draft.Filled kept = withdrawals.draft(viewer, account).orElseThrow().form();
        var typed = new WithdrawalForm(
                WithdrawalForm.filled(kept, Tenants.current().money(kept.amount())),
                frames.wording(Languages.of(request)));
        if (over == null) {
            typed.rejectBalance(account.balance());
        } else {
            typed.reject(over);
        }
        return page(account, offer, typed.form()).refused();
    }

    private static Page page(MyAccount account, Withdrawals.@Nullable Offer offer, Form form) {
        return Page.of("withdrawal/withdraw")
                .with("account", account)
                .with("offered", offer != null)
                .with("nemKonto", offer != null && offer.nemKonto())
                .with(
                        "cap",
                        offer == null ? account.balance() : offer.agreement().dayCap())
                .with("form", form);
    }

    private String email(SignedIn viewer) {
        return people.find(viewer.personId()).map(Person::email).orElse("");
    }

    private static Optional<UUID> click(HttpServletRequest request) {
        try {
            return Optional.of(UUID.fromString(Form.of(request).value("click")));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String check(MyAccount account) {
        return account.page() + "/withdraw/check";
    }
}
