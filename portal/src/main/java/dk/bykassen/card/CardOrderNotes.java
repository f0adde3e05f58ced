package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Phrase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells that a new card is on its way, and that one in the post waits to be taken into use. */
@Component
class CardOrderNotes implements AccountNotes {

    private final CardOrderStore store;
    private final Accounts accounts;

    CardOrderNotes(CardOrderStore store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    @Override
    public List<Note> of(SignedIn viewer, List<MyAccount> mine) {
        Map<Long, MyAccount> byId = MyAccount.byId(mine.stream()
                .filter(account -> account.kind() != MyAccount.Kind.LINKED)
                .toList());
        return store.underWay(byId.keySet()).stream()
                .map(order -> note(Objects.requireNonNull(byId.get(order.account())), order))
                .toList();
    }

    @Override
    public Matter matter() {
        return Matter.NEW_CHIP;
    }

    private Note note(MyAccount account, CardOrder order) {
        boolean isSent = order.state() == CardOrderState.SENT;
        return new Note(
                account.publicId(),
                AccountNotes.Tone.INFO,
                Phrase.of(isSent ? "order.note.sent" : "order.note.under-way", account.firstName()),
                isSent ? Phrase.of("order.note.sent.text") : null,
                List.of(
                        // Asked only where a card is in the post, which is rare.
                        isSent && accounts.mayDecide(account)
                                ? new Button(Phrase.of("order.activate"), account.page() + "/cards/activate")
                                : new Button(Phrase.of("order.note.see"), account.page() + "/cards")),
                70);
    }
}
