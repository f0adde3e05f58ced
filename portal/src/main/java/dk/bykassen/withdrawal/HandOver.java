package dk.bykassen.withdrawal;

import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.JobKind.Outcome;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.withdrawal.bank.Bank;
import dk.bykassen.withdrawal.bank.BankWord;
import dk.bykassen.withdrawal.bank.CreditTransfer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries a withdrawal to the bank and follows it to its end. The state says "handed over" before the bank hears of it, so
 * that nothing the bank may have can be undone. Killed at any point, the job runs again and asks first; a file the bank never
 * saw is handed in anew, byte for byte the same, and one it has is paid once however often it comes.
 */
@Component
class HandOver {

    static final String JOB = "withdrawal";

    /** Ages at which the bank is asked; afterwards every hour. */
    private static final List<Duration> LOOKS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30));

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    /** Five banking days with a weekend between: our assumption of how late money that was paid may come back. */
    private static final Duration MAY_COME_BACK = Duration.ofDays(8);

    private final WithdrawalStore store;
    private final Decisions decisions;
    private final Agreements agreements;
    private final Bank bank;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    HandOver(
            WithdrawalStore store,
            Decisions decisions,
            Agreements agreements,
            Bank bank,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.decisions = decisions;
        this.agreements = agreements;
        this.bank = bank;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One step of one withdrawal. */
    Outcome step(String publicId) {
        UUID id = UUID.fromString(publicId);
        Optional<Withdrawal> found = find(id);
        if (found.isEmpty()) {
            return JobKind.done();
        }
        Withdrawal withdrawal = found.get();
        return switch (withdrawal.state()) {
            case RESERVED -> begin(withdrawal);
            case HANDED_OVER -> follow(withdrawal, ask(withdrawal));
            case CONFIRMED -> mayComeBack(withdrawal) ? follow(withdrawal, ask(withdrawal)) : JobKind.done();
            case REJECTED, CANCELLED -> JobKind.done();
        };
    }

    private Outcome begin(Withdrawal withdrawal) {
        Duration left = Duration.between(clock.instant(), withdrawal.handOverAt());
        if (left.isPositive()) {
            return JobKind.again(left);
        }
        if (!decisions.send(withdrawal.publicId())) {
            return JobKind.done();
        }
        Withdrawal sent = find(withdrawal.publicId()).orElseThrow();
        return follow(sent, handOver(sent));
    }

    private Outcome follow(Withdrawal withdrawal, BankWord word) {
        BankWord heard = word instanceof BankWord.Unknown && withdrawal.state() == WithdrawalState.HANDED_OVER
                ? handOver(withdrawal)
                : word;
        Withdrawal now = decisions.note(withdrawal.publicId(), heard);
        if (now.state() == WithdrawalState.CONFIRMED) {
            return mayComeBack(now) ? JobKind.again(DAY) : JobKind.done();
        }
        if (!now.state().isUnderWay()) {
            return JobKind.done();
        }
        return later(now);
    }

    /** With growing pauses; once a day somebody is called who can ring the bank. */
    private Outcome later(Withdrawal withdrawal) {
        Duration age = Duration.between(Objects.requireNonNull(withdrawal.handedOverAt()), clock.instant());
        if (age.compareTo(DAY) >= 0 && age.minusDays(age.toDays()).compareTo(HOUR) < 0) {
            decisions.callForHelp(withdrawal);
        }
        return JobKind.again(LOOKS.stream()
                .filter(look -> look.compareTo(age) > 0)
                .findFirst()
                .map(look -> look.minus(age))
                .orElse(HOUR));
    }

    private boolean mayComeBack(Withdrawal withdrawal) {
        Instant decided = Objects.requireNonNull(withdrawal.decidedAt());
        return clock.instant().isBefore(decided.plus(MAY_COME_BACK));
    }

    private BankWord handOver(Withdrawal withdrawal) {
        return agreement()
                .map(agreement -> bank.handOver(agreement.access(), transfer(withdrawal, agreement)))
                .orElseGet(BankWord.NoAnswer::new);
    }

    private BankWord ask(Withdrawal withdrawal) {
        return agreement()
                .map(agreement -> bank.ask(agreement.access(), transfer(withdrawal, agreement)))
                .orElseGet(BankWord.NoAnswer::new);
    }

    /** Made from what is kept alone: each time the same. */
    private static CreditTransfer transfer(Withdrawal withdrawal, Agreement agreement) {
        Payee payee = withdrawal.payee();
        Instant made = Objects.requireNonNull(withdrawal.handedOverAt());
        return new CreditTransfer(
                withdrawal.publicId(),
                withdrawal.amount(),
                agreement.debtorName(),
                agreement.debtorIban(),
                payee == null ? "" : payee.name(),
                Objects.requireNonNullElse(withdrawal.number(), ""),
                withdrawal.isNemKonto(),
                payee == null ? "" : payee.text(),
                made,
                LocalDate.ofInstant(made, Tenants.current().zone()));
    }

    private Optional<Withdrawal> find(UUID id) {
        return Objects.requireNonNull(transactions.execute(status -> store.find(id)));
    }

    private Optional<Agreement> agreement() {
        return agreements.find();
    }
}
