package dk.bykassen.card;

import dk.bykassen.identity.Fresh;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Takes a card that came by post into use, for one who signed in just now and reads its number. */
@Controller
@Fresh
class NewCardInUseController {

    private final Accounts accounts;
    private final CardOrders orders;
    private final CardActivation activation;
    private final Frames frames;

    NewCardInUseController(Accounts accounts, CardOrders orders, CardActivation activation, Frames frames) {
        this.accounts = accounts;
        this.orders = orders;
        this.activation = activation;
        this.frames = frames;
    }

    @GetMapping("/accounts/{id}/cards/activate")
    Answer ask(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        boolean isSent = orders.newest(account)
                .filter(order -> order.state() == CardOrderState.SENT)
                .isPresent();
        return isSent ? page(account, Form.empty()) : SeeOther.to(account.page() + "/cards");
    }

    @PostMapping("/accounts/{id}/cards/activate")
    Answer activate(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        Form form = Form.of(request);
        String typed = form.value("number");
        if (typed.isEmpty()) {
            form.reject("number", "order.fault.number");
            return page(account, form).refused();
        }
        return switch (activation.activate(viewer, account, typed)) {
            case CardActivation.InUse done ->
                SeeOther.to(account.page() + "/cards").saying("order.notice.in-use");
            case CardActivation.NothingSent nothing ->
                SeeOther.to(account.page() + "/cards").saying("order.notice.nothing-sent");
            case CardActivation.Wrong(int left) -> refused(account, form, "order.fault.wrong", left);
            case CardActivation.Locked(Instant until) ->
                refused(
                        account,
                        form,
                        "order.fault.locked",
                        frames.wording(Languages.of(request)).moment(until));
            case CardActivation.BlockedByTown blocked -> refused(account, form, "order.fault.blocked-by-town");
            case CardActivation.Taken taken -> refused(account, form, "order.fault.taken");
        };
    }

    private Page refused(MyAccount account, Form form, String message, Object... arguments) {
        form.reject("number", message, arguments);
        return page(account, form).refused();
    }

    private Page page(MyAccount account, Form form) {
        return Page.of("card/new-card-in-use")
                .with("account", account)
                .with("settings", accounts.settings())
                .with("form", form);
    }
}
