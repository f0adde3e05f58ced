package dk.bykassen.help;

import dk.bykassen.card.AccountNotes;
import dk.bykassen.card.AccountNotes.Note;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.AwaitedAccounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.payment.Payments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Examinations into a person's own data for a topic: as many queries for twelve accounts as for one. */
@Service
class Examinations {

    /** How far back a payment is looked for: a bank may take that long to show one. */
    private static final Duration FORTNIGHT = Duration.ofDays(14);

    private static final int PAYMENTS = 20;
    /** Nobody has more payments under way than this; a gateway is not asked about more at one press. */
    private static final int ASKED = 5;

    private final Accounts accounts;
    private final Payments payments;
    private final List<AccountNotes> notes;
    private final ObjectProvider<AwaitedAccounts> awaited;
    private final InstantSource clock;

    Examinations(
            Accounts accounts,
            Payments payments,
            ObjectProvider<AccountNotes> notes,
            ObjectProvider<AwaitedAccounts> awaited,
            InstantSource clock) {
        this.accounts = accounts;
        this.payments = payments;
        this.notes = notes.stream().toList();
        this.awaited = awaited;
        this.clock = clock;
    }

    /** @param mine the accounts the viewer may act for */
    @Transactional(readOnly = true)
    public Seen examine(SignedIn viewer, Topic topic, List<MyAccount> mine) {
        AwaitedAccounts requests = awaited.getIfAvailable();
        return new Seen(
                accounts.settings(),
                mine,
                mine.stream()
                        .filter(accounts::mayDecide)
                        .map(MyAccount::publicId)
                        .collect(Collectors.toSet()),
                notes(viewer, topic, mine),
                topic.isAboutPayments() ? recent(viewer) : List.of(),
                requests == null || topic != Topic.AWAITING_APPROVAL ? List.of() : requests.of(viewer),
                requests == null ? null : requests.askingPage());
    }

    /** Asks the gateway about everything of the viewer's that is under way; outside a transaction. */
    public void askAgain(SignedIn viewer) {
        recent(viewer).stream()
                .filter(PaymentView::isUndecided)
                .limit(ASKED)
                .forEach(payment -> payments.askAgain(payment.id()));
    }

    private List<PaymentView> recent(SignedIn viewer) {
        return payments.begunBy(viewer.personId(), clock.instant().minus(FORTNIGHT), PAYMENTS);
    }

    private List<Note> notes(SignedIn viewer, Topic topic, List<MyAccount> mine) {
        return notes.stream()
                .filter(module -> topic.takes(module.matter()))
                .flatMap(module -> module.of(viewer, mine).stream())
                .sorted(Comparator.comparing(Note::tone).thenComparingInt(Note::order))
                .toList();
    }
}
