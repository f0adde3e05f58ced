package dk.bykassen.help;

import dk.bykassen.card.AccountNotes.Note;
import dk.bykassen.card.AwaitedAccounts.Awaited;
import dk.bykassen.card.CardSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.payment.PaymentView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a topic is looked into with: the person's own data and nothing else.
 *
 * @param decided the accounts the person decides over
 * @param notes what other modules say about the topic
 * @param payments the newest first; empty for topics that are not about payments
 * @param askingPage where one asks for another account; null where nobody can
 */
record Seen(
        CardSettings settings,
        List<MyAccount> accounts,
        Set<UUID> decided,
        List<Note> notes,
        List<PaymentView> payments,
        List<Awaited> awaited,
        @Nullable String askingPage) {

    boolean decides(MyAccount account) {
        return decided.contains(account.publicId());
    }

    /** Whether another module already says something about the account. */
    boolean isNoted(MyAccount account) {
        return notes.stream().anyMatch(note -> account.publicId().equals(note.account()));
    }

    Optional<MyAccount> paidInto(PaymentView payment) {
        Long purse = payment.purseId();
        return accounts.stream()
                .filter(account -> purse != null && account.purseId() == purse)
                .findFirst();
    }

    /** A message key, of which this is the beginning, that speaks of a chip here and of a card there. */
    String word(String prefix) {
        return prefix + settings.cardWord();
    }
}
