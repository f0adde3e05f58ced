package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Phrase;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells that an account runs dry which nothing fills by itself. */
@Component
class LowBalance implements AccountNotes {

    private final Accounts accounts;

    LowBalance(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Note> of(SignedIn viewer, List<MyAccount> mine) {
        CardSettings settings = accounts.settings();
        return mine.stream()
                .filter(account -> account.isUsable()
                        && account.balance().isLessThan(settings.autoThreshold())
                        && account.autoTopUp() == null)
                .map(LowBalance::note)
                .toList();
    }

    private static Note note(MyAccount account) {
        return new Note(
                account.publicId(),
                Tone.WARN,
                Phrase.of("card.accounts.low", account.firstName(), account.balance()),
                null,
                List.of(
                        new Button(
                                Phrase.of("card.accounts.low.top-up", account.firstName()), account.page() + "/top-up"),
                        new Button(Phrase.of("card.accounts.low.auto"), account.page() + "/auto-top-up")),
                50);
    }
}
