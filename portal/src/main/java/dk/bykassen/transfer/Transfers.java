package dk.bykassen.transfer;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Digest;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Problem;
import dk.bykassen.kernel.Reference;
import dk.bykassen.ledger.AccountClosed;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.InsufficientFunds;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posted;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.PostingConflict;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.payment.Payments;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves money between two accounts at once. Who decides over the one it leaves may send it to any other they act for. The
 * form's key makes a double click one transfer; the books refuse what is not there, whoever buys at the same moment.
 */
@Service
class Transfers {

    private final Accounts accounts;
    private final Ledger ledger;
    private final Payments payments;
    private final Messages messages;
    private final AuditTrail audit;
    private final People people;
    private final InstantSource clock;
    private final TransactionTemplate transactions;

    Transfers(
            Accounts accounts,
            Ledger ledger,
            Payments payments,
            Messages messages,
            AuditTrail audit,
            People people,
            InstantSource clock,
            TransactionTemplate transactions) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.payments = payments;
        this.messages = messages;
        this.audit = audit;
        this.people = people;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * What somebody wants to move.
     *
     * @param key made with the form: the same one is the same transfer
     */
    record Wish(UUID from, UUID to, Money amount, UUID key) {}

    /** What became of a wish; nothing moved unless it was {@link Made}. */
    sealed interface Outcome {}

    record Made(UUID id) implements Outcome {}

    /** The account has less, perhaps since a moment ago. */
    record TooLittle() implements Outcome {}

    /** The other account may hold no more than {@code room} on top. */
    record Full(Money room) implements Outcome {}

    /** The other account is closed or has no chip that could spend it. */
    record Unusable() implements Outcome {}

    /** This form already moved something else. */
    record Used() implements Outcome {}

    /** The accounts {@code viewer} may send money to from {@code from}, usable or not. */
    List<MyAccount> targets(SignedIn viewer, MyAccount from) {
        return accounts.of(viewer.personId()).stream()
                .filter(other -> other.id() != from.id() && !other.closed())
                .toList();
    }

    /** The account money leaves. @throws Problem 404 for whoever does not decide over it */
    MyAccount source(SignedIn viewer, UUID id) {
        return accounts.decided(viewer.personId(), id);
    }

    /** @throws Problem 404 when the person does not decide over the one account or does not act for the other */
    Outcome make(SignedIn by, Wish wish) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Outcome outcome = move(by, wish);
            if (!(outcome instanceof Made)) {
                status.setRollbackOnly();
            }
            return outcome;
        }));
    }

    /** @throws Problem 404 for whoever acts for neither account, and for what is no transfer */
    Transfer find(SignedIn viewer, UUID id) {
        Posting posting = ledger.posted(id)
                .filter(found -> found.entries().getFirst().kind() == TransferKind.TRANSFER)
                .orElseThrow(Problem::notFound);
        Entry entry = posting.entries().getFirst();
        List<MyAccount> mine = accounts.of(viewer.personId());
        MyAccount from = byPurse(mine, entry.debit());
        MyAccount to = byPurse(mine, entry.credit());
        if (from == null && to == null) {
            throw Problem.notFound();
        }
        return new Transfer(id, Objects.requireNonNull(posting.reference()), from, to, entry.amount(), posting.at());
    }

    private Outcome move(SignedIn by, Wish wish) {
        MyAccount from = source(by, wish.from());
        MyAccount to = accounts.of(by.personId(), wish.to());
        // The person is part of it: nobody can take an id that a payment of somebody's is going to be posted under.
        UUID id = Digest.id("transfer " + by.publicId() + " " + wish.key());
        var posting = Posting.of(
                id,
                Reference.of(Tenants.current().prefix(), id),
                clock.instant(),
                new Entry(from.purseId(), to.purseId(), wish.amount(), TransferKind.TRANSFER));
        Optional<Posting> before = ledger.posted(id);
        if (before.isPresent()) {
            return before.get().entries().equals(posting.entries()) ? new Made(id) : new Used();
        }
        if (!to.isUsable()) {
            return new Unusable();
        }
        return post(by, from, to, posting);
    }

    /** The books' locks are held after posting: what the other account may hold is asked then, when nobody else can fill it. */
    private Outcome post(SignedIn by, MyAccount from, MyAccount to, Posting posting) {
        Money underWay = payments.holdInFlight(to.purseId());
        try {
            if (ledger.post(posting) instanceof Posted.Replayed) {
                return new Made(posting.groupId());
            }
        } catch (InsufficientFunds little) {
            return new TooLittle();
        } catch (AccountClosed closed) {
            return new Unusable();
        } catch (PostingConflict other) {
            return new Used();
        }
        Money amount = posting.entries().getFirst().amount();
        Money most = accounts.settings().maxBalance();
        Money over = ledger.balance(to.purseId()).plus(underWay).minus(most);
        if (over.isPositive()) {
            Money room = amount.minus(over);
            return new Full(room.isPositive() ? room : Money.zero(room.currency()));
        }
        writeDown(by, from, to, posting.groupId(), amount);
        tell(from, to, amount, posting);
        return new Made(posting.groupId());
    }

    private void writeDown(SignedIn by, MyAccount from, MyAccount to, UUID id, Money amount) {
        audit.write(Deed.by(Actor.citizen(by.publicId()), "transfer.sent")
                .to(people.publicId(from.holderId()))
                .on(from.publicId())
                .with("transfer", id)
                .with("amount", amount.minor()));
        audit.write(Deed.by(Actor.citizen(by.publicId()), "transfer.received")
                .to(people.publicId(to.holderId()))
                .on(to.publicId())
                .with("transfer", id)
                .with("amount", amount.minor()));
    }

    /** Everybody who decides over either account; of the other one they learn nothing here. */
    private void tell(MyAccount from, MyAccount to, Money amount, Posting posting) {
        tell(from, Notice.Transferred.Way.OUT, amount, posting);
        tell(to, Notice.Transferred.Way.IN, amount, posting);
    }

    private void tell(MyAccount account, Notice.Transferred.Way way, Money amount, Posting posting) {
        String page = "/accounts/" + account.publicId() + "/statement";
        Instant at = posting.at();
        String reference = Objects.requireNonNull(posting.reference());
        Map<Long, Person> readers = people.byIds(accounts.deciding(account.id()));
        readers.values()
                .forEach(reader -> messages.send(
                        new Notice.Transferred(way, account.firstName(), amount, at, reference, page),
                        new Recipient.EmailOf(reader.id()),
                        reader.language(),
                        "transfer:" + posting.groupId() + ":" + way + ":" + reader.id()));
    }

    private static @Nullable MyAccount byPurse(List<MyAccount> accounts, long purse) {
        return accounts.stream()
                .filter(account -> account.purseId() == purse)
                .findFirst()
                .orElse(null);
    }
}
