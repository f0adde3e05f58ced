package dk.bykassen.card;

import dk.bykassen.card.AccountActions.Action;
import dk.bykassen.card.AccountFacts.Fact;
import dk.bykassen.card.AccountNotes.Note;
import dk.bykassen.identity.SignedIn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What all modules say about accounts, in the order the pages show it. */
@Component
@Transactional(readOnly = true)
class AccountBoard {

    private final List<AccountActions> actions;
    private final List<AccountNotes> notes;
    private final List<AccountFacts> facts;
    private final RecentActivity recent;
    private final ObjectProvider<AwaitedAccounts> awaited;

    AccountBoard(
            ObjectProvider<AccountActions> actions,
            ObjectProvider<AccountNotes> notes,
            ObjectProvider<AccountFacts> facts,
            RecentActivity recent,
            ObjectProvider<AwaitedAccounts> awaited) {
        this.actions = actions.stream().toList();
        this.notes = notes.stream().toList();
        this.facts = facts.stream().toList();
        this.recent = recent;
        this.awaited = awaited;
    }

    /** What the viewer can do with an account, in order. */
    List<Action> actions(SignedIn viewer, MyAccount account) {
        return actions.stream()
                .flatMap(module -> module.of(viewer, account).stream())
                .sorted(Comparator.comparingInt(Action::order))
                .toList();
    }

    /** What needs the viewer's attention, the most urgent first. */
    List<Note> notes(SignedIn viewer, List<MyAccount> accounts) {
        return notes.stream()
                .flatMap(module -> module.of(viewer, accounts).stream())
                .sorted(Comparator.comparing(Note::tone).thenComparingInt(Note::order))
                .toList();
    }

    /** By public id of the account, in order; every account is there. */
    Map<UUID, List<Fact>> facts(SignedIn viewer, List<MyAccount> accounts) {
        Map<UUID, List<Fact>> all = new HashMap<>();
        accounts.forEach(account -> all.put(account.publicId(), new ArrayList<>()));
        facts.forEach(module -> module.of(viewer, accounts)
                .forEach((account, lines) -> all.computeIfPresent(account, (id, known) -> joined(known, lines))));
        return all;
    }

    List<RecentActivity.Line> recent(List<MyAccount> accounts, int most) {
        return recent.of(accounts, most);
    }

    /** The accounts the viewer asked for and waits for. */
    List<AwaitedAccounts.Awaited> awaited(SignedIn viewer) {
        AwaitedAccounts asked = awaited.getIfAvailable();
        return asked == null ? List.of() : asked.of(viewer);
    }

    /** Where the viewer asks for another account; empty where nobody can. */
    Optional<String> askingPage() {
        return Optional.ofNullable(awaited.getIfAvailable()).map(AwaitedAccounts::askingPage);
    }

    private static List<Fact> joined(List<Fact> known, List<Fact> more) {
        known.addAll(more);
        known.sort(Comparator.comparingInt(Fact::order));
        return known;
    }
}
