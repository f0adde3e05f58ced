package dk.bykassen.withdrawal;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.kernel.Problem;
import dk.bykassen.kernel.Reference;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountClosed;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.InsufficientFunds;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.tenant.Jobs;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * <i>Udbetal</i>: money leaves the account the moment somebody confirms, and stands on the tenant's own account for
 * withdrawals until the bank has it or it is back. Only who decides over an account asks, looks and undoes.
 */
@Service
class Withdrawals {

    private final Accounts accounts;
    private final Agreements agreements;
    private final WithdrawalDrafts drafts;
    private final WithdrawalStore store;
    private final Returns returns;
    private final Tidings tidings;
    private final Ledger ledger;
    private final People people;
    private final AuditTrail audit;
    private final Jobs jobs;
    private final InstantSource clock;
    private final TransactionTemplate transactions;

    Withdrawals(
            Accounts accounts,
            Agreements agreements,
            WithdrawalDrafts drafts,
            WithdrawalStore store,
            Returns returns,
            Tidings tidings,
            Ledger ledger,
            People people,
            AuditTrail audit,
            Jobs jobs,
            InstantSource clock,
            TransactionTemplate transactions) {
        this.accounts = accounts;
        this.agreements = agreements;
        this.drafts = drafts;
        this.store = store;
        this.returns = returns;
        this.tidings = tidings;
        this.ledger = ledger;
        this.people = people;
        this.audit = audit;
        this.jobs = jobs;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * What is possible for an account.
     *
     * @param nemKonto whether the money can go to the holder's NemKonto: the bank does that and the person number is on file
     */
    record Offer(Agreement agreement, boolean nemKonto) {}

    /** What became of a click; no money moved unless it is {@link Requested}. */
    sealed interface Outcome {}

    record Requested(UUID id) implements Outcome {}

    /** What was confirmed is not what is kept any more: it has to be looked at again. */
    record Changed() implements Outcome {}

    /** The account has less than a moment ago. */
    record TooLittle() implements Outcome {}

    /** The account may withdraw no more than {@code left} today. */
    record OverCap(Money left) implements Outcome {}

    /** The account to be paid out from. @throws Problem 404 for whoever does not decide over it */
    MyAccount source(SignedIn viewer, UUID id) {
        return accounts.decided(viewer.personId(), id);
    }

    /** Empty where the tenant has no agreement with a bank. */
    Optional<Offer> offer(MyAccount account) {
        return inTenant(() -> agreements
                .find()
                .map(agreement -> new Offer(
                        agreement, agreement.nemKonto() && nemKontoOf(account).isPresent())));
    }

    /** Keeps what was typed for a look; nothing is asked for yet. */
    void keep(SignedIn viewer, MyAccount account, Draft.Filled form) {
        inTenant(() -> {
            drafts.put(viewer.personId(), account.id(), new Draft(UUID.randomUUID(), form), Instant.now());
            return true;
        });
    }

    Optional<Draft> draft(SignedIn viewer, MyAccount account) {
        return inTenant(() -> drafts.find(viewer.personId(), account.id(), Instant.now()));
    }

    /** Asks for what the draft says. The same click once more, at the same moment or later, is the same withdrawal. */
    Outcome confirm(SignedIn viewer, UUID account, UUID click, Locale language) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Outcome outcome = request(viewer, source(viewer, account), click, language);
            if (!(outcome instanceof Requested)) {
                status.setRollbackOnly();
            }
            return outcome;
        }));
    }

    /** Takes it back; false when it has gone to the bank, or had been taken back before. @throws Problem 404 */
    boolean undo(SignedIn viewer, UUID id) {
        return inTenant(() -> {
            Withdrawal withdrawal = store.lock(id).orElseThrow(Problem::notFound);
            MyAccount account = accounts.of(viewer.personId()).stream()
                    .filter(mine -> mine.id() == withdrawal.accountId())
                    .filter(accounts::mayDecide)
                    .findFirst()
                    .orElseThrow(Problem::notFound);
            boolean isUndone =
                    store.move(withdrawal, WithdrawalEvent.UNDONE, WithdrawalState.CANCELLED, null, clock.instant());
            if (isUndone) {
                boolean isBack = returns.giveBack(withdrawal, AccountKind.WITHDRAWAL);
                audit.write(Deed.by(Actor.citizen(viewer.publicId()), "withdrawal.undone")
                        .to(people.publicId(account.holderId()))
                        .on(id)
                        .with("amount", withdrawal.amount().minor()));
                tidings.undone(withdrawal, isBack);
            }
            return isUndone;
        });
    }

    /** @throws Problem 404 for whoever neither asked for it nor decides over its account */
    WithdrawalView view(SignedIn viewer, UUID id) {
        return inTenant(() -> {
            Withdrawal withdrawal = store.find(id).orElseThrow(Problem::notFound);
            boolean isAskers = withdrawal.personId() == viewer.personId();
            Optional<MyAccount> mine = accounts.of(viewer.personId()).stream()
                    .filter(account -> account.id() == withdrawal.accountId())
                    .findFirst();
            boolean decides = mine.filter(accounts::mayDecide).isPresent();
            if (!isAskers && !decides) {
                throw Problem.notFound();
            }
            MyAccount account = accounts.find(withdrawal.accountId()).orElseThrow();
            return new WithdrawalView(withdrawal, account, isAskers, decides);
        });
    }

    private Outcome request(SignedIn viewer, MyAccount account, UUID click, Locale language) {
        // A second click waits here for the first, and then finds no draft but what became of it.
        Optional<Draft> draft = drafts.lock(viewer.personId(), account.id(), Instant.now())
                .filter(kept -> kept.click().equals(click));
        Optional<Agreement> agreement = agreements.find();
        Optional<String> number = draft.flatMap(kept -> number(account, kept.form()));
        if (draft.isEmpty() || agreement.isEmpty() || number.isEmpty()) {
            return store.byClick(viewer.personId(), click)
                    .<Outcome>map(Requested::new)
                    .orElseGet(Changed::new);
        }
        Draft.Filled form = draft.get().form();
        UUID id = Uuid7.next();
        Instant now = clock.instant();
        Money amount = Tenants.current().money(form.amount());
        var withdrawal = new Withdrawal(
                0,
                id,
                Reference.of(Tenants.current().prefix(), id),
                account.id(),
                viewer.personId(),
                amount,
                form.isNemKonto(),
                form.isNemKonto() ? null : number.get().substring(number.get().length() - 4),
                null,
                new Payee(form.isNemKonto() ? account.name() : form.payee(), form.text(), form.email()),
                language,
                WithdrawalStates.TABLE.initial(),
                null,
                now,
                now.plus(agreement.get().undo()),
                null,
                null);
        return reserve(viewer, account, withdrawal, number.get(), click, agreement.get());
    }

    /** The purse is locked by the posting: two who ask at once are counted one after the other. */
    private Outcome reserve(
            SignedIn viewer, MyAccount account, Withdrawal withdrawal, String number, UUID click, Agreement agreement) {
        try {
            ledger.post(Posting.of(
                    withdrawal.publicId(),
                    withdrawal.reference(),
                    withdrawal.requestedAt(),
                    new Entry(
                            account.purseId(),
                            ledger.systemAccount(AccountKind.WITHDRAWAL),
                            withdrawal.amount(),
                            TransferKind.WITHDRAWAL)));
        } catch (InsufficientFunds | AccountClosed gone) {
            return new TooLittle();
        }
        Money left = agreement.dayCap().minus(withdrawnToday(account));
        if (left.isLessThan(withdrawal.amount())) {
            return new OverCap(left.isPositive() ? left : Money.zero(left.currency()));
        }
        store.add(withdrawal, number, Objects.requireNonNull(withdrawal.payee()), click);
        drafts.remove(viewer.personId(), account.id());
        jobs.enqueue(HandOver.JOB, withdrawal.publicId(), withdrawal.handOverAt());
        audit.write(Deed.by(Actor.citizen(viewer.publicId()), "withdrawal.requested")
                .to(people.publicId(account.holderId()))
                .on(withdrawal.publicId())
                .with("amount", withdrawal.amount().minor())
                .with("way", withdrawal.isNemKonto() ? WithdrawalForm.NEMKONTO : WithdrawalForm.ACCOUNT));
        tidings.requested(withdrawal);
        return new Requested(withdrawal.publicId());
    }

    private Money withdrawnToday(MyAccount account) {
        Tenant tenant = Tenants.current();
        Instant midnight = tenant.startOf(tenant.dayOf(clock.instant()));
        return tenant.money(store.sumSince(account.id(), midnight));
    }

    /** Where the bank is to pay to. */
    private Optional<String> number(MyAccount account, Draft.Filled form) {
        if (form.isNemKonto()) {
            return nemKontoOf(account).map(PersonNumber::digits);
        }
        return BankNumber.read(form.number(), Tenants.current().country())
                        instanceof BankNumber.Readable(BankNumber read)
                ? Optional.of(read.iban())
                : Optional.empty();
    }

    private Optional<PersonNumber> nemKontoOf(MyAccount account) {
        return people.number(account.holderId(), PersonNumber.Country.DK);
    }

    private <T> T inTenant(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
