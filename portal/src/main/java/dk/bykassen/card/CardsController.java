package dk.bykassen.card;

import dk.bykassen.identity.Fresh;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Blocks a chip in two taps; opens it again for one who signed in just now. */
@Controller
class CardsController {

    private final Accounts accounts;
    private final Cards cards;

    CardsController(Accounts accounts, Cards cards) {
        this.accounts = accounts;
        this.cards = cards;
    }

    @GetMapping("/accounts/{id}/cards/{card}/block")
    Answer askToBlock(SignedIn viewer, @PathVariable UUID id, @PathVariable UUID card) {
        MyAccount account = accounts.of(viewer.personId(), id);
        Chip chip = chip(account, card);
        return chip.isActive() ? page("card/block", account, chip) : SeeOther.to("/accounts");
    }

    @PostMapping("/accounts/{id}/cards/{card}/block")
    Answer block(SignedIn viewer, @PathVariable UUID id, @PathVariable UUID card) {
        MyAccount account = accounts.of(viewer.personId(), id);
        cards.block(viewer, account, chip(account, card).publicId());
        return SeeOther.to("/accounts").saying("card.notice.blocked");
    }

    @Fresh
    @GetMapping("/accounts/{id}/cards/{card}/activate")
    Answer askToActivate(SignedIn viewer, @PathVariable UUID id, @PathVariable UUID card) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        Chip chip = chip(account, card);
        return chip.isBlocked() && !chip.isBlockedByTown()
                ? page("card/activate", account, chip)
                : toCards(account, chip.isBlockedByTown());
    }

    @Fresh
    @PostMapping("/accounts/{id}/cards/{card}/activate")
    Answer activate(SignedIn viewer, @PathVariable UUID id, @PathVariable UUID card) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        Chip chip = chip(account, card);
        return cards.activate(viewer, account, chip.publicId())
                ? SeeOther.to("/accounts").saying("card.notice.activated")
                : toCards(account, chip.isBlockedByTown());
    }

    private static SeeOther toCards(MyAccount account, boolean isBlockedByTown) {
        return isBlockedByTown
                ? SeeOther.to(account.page() + "/cards").saying("order.notice.blocked-by-town")
                : SeeOther.to("/accounts");
    }

    private Page page(String template, MyAccount account, Chip chip) {
        return Page.of(template)
                .with("account", account)
                .with("settings", accounts.settings())
                .with("chip", chip);
    }

    private static Chip chip(MyAccount account, UUID card) {
        return account.chip(card).orElseThrow(Problem::notFound);
    }
}
