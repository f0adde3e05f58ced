package dk.bykassen.topup;

import dk.bykassen.card.AccountNotes;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.CardSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.topup.AutoTopUp.Because;
import dk.bykassen.web.Phrase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the owner of a standing order that it is paused, waits or has ended, and where to mend it. */
@Component
class AutoTopUpNotes implements AccountNotes {

    /** How long it is news that an order ended. */
    private static final Duration NEWS = Duration.ofDays(14);

    private final Accounts accounts;
    private final AutoTopUpStore store;
    private final InstantSource clock;

    AutoTopUpNotes(Accounts accounts, AutoTopUpStore store, InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Matter matter() {
        return Matter.AUTOMATIC_TOP_UP;
    }

    @Override
    public List<Note> of(SignedIn viewer, List<MyAccount> mine) {
        CardSettings settings = accounts.settings();
        Map<Long, MyAccount> byId = MyAccount.byId(mine);
        return store.newestOf(viewer.personId(), byId.keySet()).stream()
                .flatMap(
                        order -> Optional.ofNullable(byId.get(order.accountId()))
                                .flatMap(account -> note(order, account, settings))
                                .stream())
                .toList();
    }

    private Optional<Note> note(AutoTopUp order, MyAccount account, CardSettings settings) {
        if (order.status() == AutoTopUp.Status.CANCELLED && !isNews(order, account)) {
            return Optional.empty();
        }
        Situation situation = Situation.of(order, account, settings, clock.instant());
        if (situation.isFine()) {
            return Optional.empty();
        }
        String what = order.isPaused() ? "paused" : order.isActive() ? "waits" : "ended";
        return Optional.of(new Note(
                account.publicId(),
                situation.tone(),
                Phrase.of("topup.note." + what, account.firstName()),
                situation.lead(),
                account.isUsable() ? buttons(account) : List.of(),
                30));
    }

    private static List<Button> buttons(MyAccount account) {
        return List.of(
                new Button(Phrase.of("topup.note.see"), OwnerNews.page(account)),
                new Button(Phrase.of("topup.note.by-hand", account.firstName()), account.page() + "/top-up"));
    }

    /** What its owner ended is none, nor where somebody else's order took over. */
    private boolean isNews(AutoTopUp order, MyAccount account) {
        Instant since = order.since();
        return since != null
                && since.isAfter(clock.instant().minus(NEWS))
                && account.autoTopUp() == null
                && !account.closed()
                && order.because() != Because.CANCELLED
                && order.because() != Because.REPLACED;
    }
}
