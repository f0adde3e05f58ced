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
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What all modules say about accounts, in the order the pages show it. */
@Component
@Transactional(readOnly = true)
class AccountBoard {

    private static final int RECENT = 5;

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

    /**
     * All of it for some accounts, read in one transaction.
     *
     * @param actions what can be done with each, by public id, in order
     * @param notes what needs attention, the most urgent first
     * @param facts of each, by public id, in order
     * @param awaited what the viewer asked for and waits for
     * @param asking where the viewer asks for another account; null where nobody can
     * @param recent the newest movements over all of them
     */
    record Board(
            Map<UUID, List<Action>> actions,
            List<Note> notes,
            Map<UUID, List<Fact>> facts,
            List<AwaitedAccounts.Awaited> awaited,
            @Nullable String asking,
            List<RecentActivity.Line> recent) {}

    public Board of(SignedIn viewer, List<MyAccount> accounts) {
        AwaitedAccounts asked = awaited.getIfAvailable();
        return new Board(
                accounts.stream().collect(Collectors.toMap(MyAccount::publicId, account -> actions(viewer, account))),
                notes(viewer, accounts),
                facts(viewer, accounts),
                asked == null ? List.of() : asked.of(viewer),
                asked == null ? null : asked.askingPage(),
                recent.of(accounts, RECENT));
    }

    private List<Action> actions(SignedIn viewer, MyAccount account) {
        return actions.stream()
                .flatMap(module -> module.of(viewer, account).stream())
                .sorted(Comparator.comparingInt(Action::order))
                .toList();
    }

    private List<Note> notes(SignedIn viewer, List<MyAccount> accounts) {
        return notes.stream()
                .flatMap(module -> module.of(viewer, accounts).stream())
                .sorted(Comparator.comparing(Note::tone).thenComparingInt(Note::order))
                .toList();
    }

    /** Every account is there. */
    private Map<UUID, List<Fact>> facts(SignedIn viewer, List<MyAccount> accounts) {
        Map<UUID, List<Fact>> all = new HashMap<>();
        accounts.forEach(account -> all.put(account.publicId(), new ArrayList<>()));
        facts.forEach(module -> module.of(viewer, accounts)
                .forEach((account, lines) -> all.computeIfPresent(account, (id, known) -> joined(known, lines))));
        return all;
    }

    private static List<Fact> joined(List<Fact> known, List<Fact> more) {
        known.addAll(more);
        known.sort(Comparator.comparingInt(Fact::order));
        return known;
    }
}
