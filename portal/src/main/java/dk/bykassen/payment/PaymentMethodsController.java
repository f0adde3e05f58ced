package dk.bykassen.payment;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** <i>Betalingskort</i>: the cards somebody has stored. Removing one takes two clicks, and the first says what stops. */
@Controller
class PaymentMethodsController {

    private final StoredCards cards;

    PaymentMethodsController(StoredCards cards) {
        this.cards = cards;
    }

    @GetMapping("/payment-methods")
    Answer list(SignedIn viewer) {
        Map<StoredCard, List<StoredCardUse.Use>> uses = new LinkedHashMap<>();
        cards.of(viewer.personId()).forEach(card -> uses.put(card, cards.uses(card)));
        return Page.of("payment/methods").with("cards", uses);
    }

    @GetMapping("/payment-methods/{id}/remove")
    Answer ask(SignedIn viewer, @PathVariable UUID id) {
        StoredCard card = cards.find(viewer.personId(), id).orElseThrow(Problem::notFound);
        return Page.of("payment/remove").with("card", card).with("uses", cards.uses(card));
    }

    @PostMapping("/payment-methods/{id}/remove")
    Answer remove(SignedIn viewer, @PathVariable UUID id) {
        boolean removed = cards.remove(viewer.personId(), viewer.publicId(), id);
        SeeOther list = SeeOther.to("/payment-methods");
        // A second click finds the card gone, which is what was wanted.
        return removed ? list.saying("payment.notice.card-removed") : list;
    }
}
