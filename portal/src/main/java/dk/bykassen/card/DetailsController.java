package dk.bykassen.card;

import dk.bykassen.audit.Actor;
import dk.bykassen.identity.Addresses;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.identity.TypedDetails;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Clash;
import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * <i>Brugeroplysninger</i>, or <i>Stamdata</i>: who holds the account, how they are reached, and their chips. What is changed
 * here is the same person the profile shows; the old value stays in the audit trail.
 */
@Controller
class DetailsController {

    private final Accounts accounts;
    private final People people;

    DetailsController(Accounts accounts, People people) {
        this.accounts = accounts;
        this.people = people;
    }

    @GetMapping("/accounts/{id}/details")
    Answer details(SignedIn viewer, @PathVariable UUID id) {
        HolderView view = view(viewer, id);
        return page(view, Form.filled(DetailsForm.filled(view)), List.of());
    }

    @PostMapping("/accounts/{id}/details")
    Answer save(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        HolderView view = view(viewer, id);
        if (!view.mayChange()) {
            throw Problem.notFound();
        }
        var typed = new DetailsForm(Form.of(request), view);
        Person holder = view.holder();
        if (typed.version() != holder.version()) {
            return clash(view, typed.form());
        }
        var details = typed.details();
        if (typed.form().hasFaults()) {
            return page(view, typed.form(), List.of()).refused();
        }
        var outcome = people.change(
                Actor.citizen(viewer.publicId()),
                holder.id(),
                holder.version(),
                details,
                holder.email(),
                holder.mobile());
        return switch (outcome) {
            case People.Changed changed ->
                SeeOther.to("/accounts/" + view.account().publicId() + "/details")
                        .saying("details.notice.saved");
            case People.Outdated(Person now) ->
                clash(new HolderView(view.account(), now, view.decides()), typed.form());
        };
    }

    private Page clash(HolderView now, Form form) {
        Clash.Merged merged = Clash.merge(DetailsForm.filled(now), form);
        merged.form().reject("clash", "details.clash");
        return page(now, merged.form(), merged.clashes()).refused();
    }

    private HolderView view(SignedIn viewer, UUID id) {
        MyAccount account = accounts.of(viewer.personId(), id);
        Person holder = people.find(account.holderId()).orElseThrow(Problem::notFound);
        return new HolderView(account, holder, accounts.mayDecide(account));
    }

    private Page page(HolderView view, Form form, List<Clash> clashes) {
        Person holder = view.holder();
        String email = holder.contact(Channel.EMAIL);
        return Page.of("card/details")
                .with("view", view)
                .with("settings", accounts.settings())
                .with("form", form)
                .with("was", DetailsForm.filled(view))
                .with("clashes", clashes)
                .with("email", email == null ? null : Addresses.shown(email))
                .with("mobile", holder.mobile() == null ? null : TypedDetails.shown(holder.mobile()));
    }
}
