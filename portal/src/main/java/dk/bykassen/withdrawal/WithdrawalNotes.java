package dk.bykassen.withdrawal;

import dk.bykassen.card.AccountNotes;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Phrase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Withdrawals under way, and those the bank sent back lately; for whoever decides over the account. */
@Component
class WithdrawalNotes implements AccountNotes {

    private static final Duration LATELY = Duration.ofDays(7);

    private final WithdrawalStore store;
    private final Accounts accounts;
    private final InstantSource clock;

    WithdrawalNotes(WithdrawalStore store, Accounts accounts, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Note> of(SignedIn viewer, List<MyAccount> all) {
        Map<Long, MyAccount> known = MyAccount.byId(all);
        return store.news(known.keySet(), clock.instant().minus(LATELY)).stream()
                .map(withdrawal -> note(withdrawal, Objects.requireNonNull(known.get(withdrawal.accountId()))))
                .flatMap(List::stream)
                .toList();
    }

    private List<Note> note(Withdrawal withdrawal, MyAccount account) {
        // Asked only where there is something to tell, which is rare.
        if (!accounts.mayDecide(account)) {
            return List.of();
        }
        boolean isUnderWay = withdrawal.state().isUnderWay();
        return List.of(new Note(
                account.publicId(),
                isUnderWay ? Tone.INFO : Tone.BAD,
                Phrase.of(
                        isUnderWay ? "withdrawal.note.under-way" : "withdrawal.note.rejected",
                        withdrawal.amount(),
                        account.firstName()),
                null,
                List.of(new Button(Phrase.of("withdrawal.note.see"), "/withdrawals/" + withdrawal.publicId())),
                40));
    }
}
