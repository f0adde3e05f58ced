package dk.bykassen.link;

import dk.bykassen.card.Accounts;
import dk.bykassen.identity.Fresh;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** <i>Tilknytninger</i>: who acts for whom, <i>Tilføj konto</i> and <i>Godkend tilknytninger</i>. */
@Controller
class LinksController {

    static final String PAGE = "/links";

    private final Accounts accounts;
    private final AccountLinks links;
    private final Requests requests;

    LinksController(Accounts accounts, AccountLinks links, Requests requests) {
        this.accounts = accounts;
        this.links = links;
        this.requests = requests;
    }

    @GetMapping(PAGE)
    Page overview(SignedIn viewer) {
        return page("link/links").with("links", links.of(viewer));
    }

    @GetMapping(PAGE + "/new")
    Page begin() {
        return form(Form.empty());
    }

    @PostMapping(PAGE + "/new")
    Answer ask(SignedIn viewer, HttpServletRequest request) {
        Form form = Form.of(request);
        Optional<PersonNumber> person = TypedPair.person(form);
        List<String> cards = TypedPair.cards(form, accounts.settings().printedPrefix());
        if (person.isEmpty() || form.hasFaults()) {
            return form(form).refused();
        }
        return switch (requests.ask(viewer, person.get(), cards)) {
            case LINKED -> SeeOther.to(PAGE).saying("link.notice.linked");
            case ASKED -> SeeOther.to(PAGE).saying("link.notice.asked");
            case ALREADY -> SeeOther.to(PAGE).saying("link.notice.already");
            case OWN -> {
                form.reject(TypedPair.PERSON, "link.person.own");
                yield form(form).refused();
            }
            case TOO_MANY -> {
                form.reject(
                        TypedPair.PERSON,
                        "link.too-many",
                        Tenants.current().contact().phone());
                yield form(form).withStatus(HttpStatus.TOO_MANY_REQUESTS);
            }
            case TOO_MANY_WAITING -> {
                form.reject(TypedPair.PERSON, "link.too-many-waiting", Requests.MOST_WAITING);
                yield form(form).refused();
            }
        };
    }

    @GetMapping(PAGE + "/{id}")
    Answer one(SignedIn viewer, @PathVariable UUID id) {
        return switch (links.find(viewer, id)) {
            case Overview.Question question -> page("link/question").with("request", question.request());
            case Overview.Waiting waiting -> page("link/waiting").with("request", waiting.request());
            case Overview.Access access -> page("link/link").with("link", access);
            case Overview.Gone gone -> SeeOther.to(PAGE);
        };
    }

    @PostMapping(PAGE + "/{id}/approve")
    Answer approve(SignedIn viewer, @PathVariable UUID id) {
        return SeeOther.to(PAGE).saying(links.answer(viewer, id, true) ? "link.notice.approved" : "link.notice.gone");
    }

    @PostMapping(PAGE + "/{id}/decline")
    Answer decline(SignedIn viewer, @PathVariable UUID id) {
        return SeeOther.to(PAGE).saying(links.answer(viewer, id, false) ? "link.notice.declined" : "link.notice.gone");
    }

    @PostMapping(PAGE + "/{id}/withdraw")
    Answer withdraw(SignedIn viewer, @PathVariable UUID id) {
        links.withdraw(viewer, id);
        return SeeOther.to(PAGE).saying("link.notice.withdrawn");
    }

    @Fresh
    @PostMapping(PAGE + "/{id}/share")
    Answer share(SignedIn viewer, @PathVariable UUID id) {
        links.share(viewer, id);
        return SeeOther.to(PAGE + "/" + id).saying("link.notice.shared");
    }

    @PostMapping(PAGE + "/{id}/end")
    Answer end(SignedIn viewer, @PathVariable UUID id) {
        links.end(viewer, id);
        return SeeOther.to(PAGE).saying("link.notice.ended");
    }

    private Page form(Form form) {
        return page("link/new").with("form", form).with("country", TypedPair.country());
    }

    private Page page(String template) {
        return Page.of(template).with("settings", accounts.settings());
    }
}
