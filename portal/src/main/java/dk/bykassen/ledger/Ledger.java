package dk.bykassen.ledger;

import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The current tenant's books. Whatever changes them joins the caller's transaction: the money moves exactly when the
 * caller's own change is kept.
 */
@Component
public class Ledger {

    private final LedgerStore store;
    private final HistoryStore history;
    private final DailyProof dailyProof;
    private final ObjectProvider<BalancesMoved> listeners;
    private final InstantSource clock;

    Ledger(
            LedgerStore store,
            HistoryStore history,
            DailyProof dailyProof,
            ObjectProvider<BalancesMoved> listeners,
            InstantSource clock) {
        this.store = store;
        this.history = history;
        this.dailyProof = dailyProof;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Opens an account; a purse may not go below zero, other kinds have no floor. Returns its id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long open(AccountKind kind, Currency currency) {
        return open(kind, currency, kind == AccountKind.PURSE ? Long.valueOf(0) : null);
    }

    /**
     * Opens an account of a kind a tenant has many of. Returns its id.
     *
     * @param atLeast the floor of its balance in minor units; null for none, which a purse cannot have
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long open(AccountKind kind, Currency currency, @Nullable Long atLeast) {
        if (kind.isSystem()) {
            throw new IllegalArgumentException(kind + " is the tenant's own: ask for systemAccount");
        }
        return store.open(kind, currency, atLeast, clock.instant());
    }

    /** The id of the tenant's one account of {@code kind} in the tenant's currency; made on first use. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long systemAccount(AccountKind kind) {
        if (!kind.isSystem()) {
            throw new IllegalArgumentException("a tenant has many accounts of kind " + kind);
        }
        Currency currency = Tenants.current().currency();
        return store.systemAccount(kind, currency).orElseGet(() -> {
            dailyProof.begin();
            return store.openSystemAccount(kind, currency, clock.instant());
        });
    }

    /**
     * Moves the money of {@code posting}, once.
     *
     * <p>The order of locks is the same for everybody, so nobody deadlocks: first the stripes of all purses and merchants,
     * ascending, then the accounts by id. The caller's transaction stays usable after each of these exceptions.
     *
     * @throws PostingConflict when something else was posted under the same group
     * @throws InsufficientFunds when an account would fall below its floor
     * @throws AccountClosed when an account is closed
     * @throws IllegalArgumentException when there is no such account or it has another currency: a programming error
     */
    @Transactional(
            propagation = Propagation.MANDATORY,
            noRollbackFor = {PostingConflict.class, InsufficientFunds.class, AccountClosed.class})
    public Posted post(Posting posting) {
        SortedMap<Long, Long> changes = posting.changes();
        store.lockStripes(changes.keySet());
        List<LedgerStore.Account> accounts = store.lock(changes.keySet());
        byte[] fingerprint = posting.fingerprint();
        byte[] known = store.fingerprint(posting.groupId());
        if (known != null) {
            return replay(posting, Arrays.equals(known, fingerprint));
        }
        require(posting, changes, accounts);
        // Only a posting between other accounts can have slipped in: one between these waits for our locks.
        if (!store.remember(posting, fingerprint)) {
            throw new PostingConflict(posting.groupId());
        }
        store.change(changes);
        store.write(posting);
        listeners.forEach(listener -> listener.moved(changes.keySet(), posting.groupId()));
        return new Posted.Done();
    }

    /** What was posted under {@code groupId}; empty when nothing was, or when it was no posting of this kind (a purchase). */
    @Transactional(readOnly = true)
    public Optional<Posting> posted(UUID groupId) {
        return store.posted(groupId);
    }

    /** @throws IllegalArgumentException when there is no such account */
    @Transactional(readOnly = true)
    public Money balance(long account) {
        Money balance = store.balances(List.of(account)).get(account);
        if (balance == null) {
            throw unknown(account);
        }
        return balance;
    }

    /** Balances by account id, read in one moment; accounts that do not exist are absent. */
    @Transactional(readOnly = true)
    public Map<Long, Money> balances(Collection<Long> accounts) {
        return store.balances(accounts);
    }

    /** Everything that happened on {@code account} from {@code from} until before {@code to}, oldest first. */
    @Transactional(readOnly = true)
    public Movements movements(long account, Instant from, Instant to) {
        Movements all = movements(account, from, to, Sought.EVERYTHING, 1, Integer.MAX_VALUE);
        return new Movements(
                all.since(),
                all.opening(),
                all.closing(),
                all.in(),
                all.out(),
                all.count(),
                all.found(),
                all.lines().reversed());
    }

    /**
     * A page of what happened on {@code account} from {@code from} until before {@code to}, newest first. Beside the sums of
     * the whole period stand those of what is sought.
     *
     * @param page from 1; a page too far is the last
     * @param size how many lines a page has at most
     * @throws IllegalArgumentException when there is no such account
     */
    @Transactional(readOnly = true)
    public Movements movements(long account, Instant from, Instant to, Sought sought, int page, int size) {
        Movements movements = history.movements(account, from, to, sought, page, size);
        if (movements == null) {
            throw unknown(account);
        }
        return movements;
    }

    /** The groups of what happened on {@code account} from {@code from} until before {@code to}, by kinds; one query. */
    @Transactional(readOnly = true)
    public List<UUID> groups(long account, Instant from, Instant to, Set<TransferKind> kinds) {
        return history.groups(account, from, to, kinds);
    }

    /** What each of {@code accounts} spent from {@code from} until before {@code to}, day by day in {@code zone}; one query. */
    @Transactional(readOnly = true)
    public List<DaySpent> spending(Collection<Long> accounts, Instant from, Instant to, ZoneId zone) {
        return accounts.isEmpty() ? List.of() : history.spending(accounts, from, to, zone);
    }

    /** Hands over every movement there ever was on {@code account}, oldest first, a few at a time; one query. */
    @Transactional(readOnly = true)
    public void each(long account, Consumer<Movement> reader) {
        history.each(account, reader);
    }

    /** The newest lines over several accounts, newest first, no older than {@code since}; one query. */
    @Transactional(readOnly = true)
    public List<Newest> newest(Collection<Long> accounts, Instant since, int limit) {
        return accounts.isEmpty() ? List.of() : history.newest(accounts, since, limit);
    }

    /**
     * Closes an account for good; closing it again does nothing.
     *
     * @throws IllegalStateException when its balance is not zero
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(long account) {
        store.lockStripes(List.of(account));
        LedgerStore.Account locked =
                store.lock(List.of(account)).stream().findFirst().orElseThrow(() -> unknown(account));
        if (locked.balance() != 0) {
            throw new IllegalStateException("account " + account + " is not empty");
        }
        store.close(account, clock.instant());
    }

    private static Posted replay(Posting posting, boolean same) {
        if (!same) {
            throw new PostingConflict(posting.groupId());
        }
        return new Posted.Replayed();
    }

    private static void require(Posting posting, SortedMap<Long, Long> changes, List<LedgerStore.Account> accounts) {
        if (accounts.size() < changes.size()) {
            accounts.forEach(account -> changes.remove(account.id()));
            throw unknown(changes.firstKey());
        }
        for (LedgerStore.Account account : accounts) {
            boolean otherCurrency = posting.entries().stream()
                    .filter(entry -> entry.debit() == account.id() || entry.credit() == account.id())
                    .anyMatch(entry -> !entry.amount().currency().equals(account.currency()));
            if (otherCurrency) {
                throw new IllegalArgumentException("account " + account.id() + " is kept in " + account.currency());
            }
            if (account.closed()) {
                throw new AccountClosed(account.id());
            }
            long change = changes.getOrDefault(account.id(), 0L);
            // A rising balance is never refused, not even below the floor: it leads back above.
            if (change < 0 && account.atLeast() != null && account.balance() + change < account.atLeast()) {
                throw new InsufficientFunds(account.id());
            }
        }
    }

    private static IllegalArgumentException unknown(long account) {
        return new IllegalArgumentException("no account " + account);
    }
}
