package dk.bykassen.withdrawal;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.Accounts;
import dk.bykassen.identity.People;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.withdrawal.bank.BankWord;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down what the bank said. Each method is one transaction that locks the withdrawal first: two who heard the same
 * write it down once, and money moves exactly when the state does.
 */
@Component
@Transactional
class Decisions {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final WithdrawalStore store;
    private final Returns returns;
    private final Tidings tidings;
    private final Accounts accounts;
    private final People people;
    private final AuditTrail audit;
    private final InstantSource clock;

    Decisions(
            WithdrawalStore store,
            Returns returns,
            Tidings tidings,
            Accounts accounts,
            People people,
            AuditTrail audit,
            InstantSource clock) {
        this.store = store;
        this.returns = returns;
        this.tidings = tidings;
        this.accounts = accounts;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** It may go to the bank from now on; false when it was undone, or is gone already. */
    boolean send(UUID id) {
        Withdrawal withdrawal = store.lock(id).orElseThrow();
        return move(withdrawal, WithdrawalEvent.SENT, WithdrawalState.HANDED_OVER, null, "withdrawal.handed-over");
    }

    /** Takes the bank at its word; the withdrawal as it stands afterwards. */
    Withdrawal note(UUID id, BankWord word) {
        Withdrawal withdrawal = store.lock(id).orElseThrow();
        switch (word) {
            case BankWord.Paid paid -> paid(withdrawal);
            case BankWord.Rejected(String code) -> rejected(withdrawal, Rejection.ofBankCode(code));
            case BankWord.Pending pending -> {}
            case BankWord.Unknown unknown -> {}
            case BankWord.NoAnswer nothing -> {}
        }
        return store.find(id).orElseThrow();
    }

    /** Nobody has answered for long: somebody has to ask the bank in person. */
    void callForHelp(Withdrawal withdrawal) {
        LOG.error(
                "withdrawal {} is undecided since {}: ask the bank", withdrawal.publicId(), withdrawal.handedOverAt());
        audit.write(about(withdrawal, "withdrawal.needs-somebody"));
    }

    private void paid(Withdrawal withdrawal) {
        if (withdrawal.state() == WithdrawalState.REJECTED) {
            contradicted(withdrawal);
        } else if (move(withdrawal, WithdrawalEvent.PAID, WithdrawalState.CONFIRMED, null, "withdrawal.confirmed")) {
            returns.paid(withdrawal);
            tidings.paid(withdrawal);
        }
    }

    private void rejected(Withdrawal withdrawal, Rejection reason) {
        boolean wasPaid = withdrawal.state() == WithdrawalState.CONFIRMED;
        WithdrawalEvent event = wasPaid ? WithdrawalEvent.RETURNED : WithdrawalEvent.REFUSED;
        if (move(withdrawal, event, WithdrawalState.REJECTED, reason, "withdrawal.rejected")) {
            boolean isBack = returns.giveBack(withdrawal, wasPaid ? AccountKind.BANK : AccountKind.WITHDRAWAL);
            tidings.rejected(withdrawal, isBack);
        }
    }

    /** It was given back and paid as well, says the bank. No money moves by itself any more: that is for people. */
    private void contradicted(Withdrawal withdrawal) {
        LOG.error("withdrawal {} was rejected and is paid after all, says the bank", withdrawal.publicId());
        audit.write(about(withdrawal, "withdrawal.contradicted"));
    }

    private boolean move(
            Withdrawal withdrawal, WithdrawalEvent event, WithdrawalState to, @Nullable Rejection reason, String deed) {
        if (WithdrawalStates.TABLE
                        .next(withdrawal.state(), event)
                        .filter(to::equals)
                        .isEmpty()
                || !store.move(withdrawal, event, to, reason, clock.instant())) {
            return false;
        }
        LOG.info("withdrawal {} {} -> {}", withdrawal.publicId(), withdrawal.state(), to);
        Deed written = about(withdrawal, deed);
        audit.write(reason == null ? written : written.with("reason", reason.code()));
        return true;
    }

    private Deed about(Withdrawal withdrawal, String action) {
        long holder = accounts.find(withdrawal.accountId()).orElseThrow().holderId();
        return Deed.by(Actor.system(), action)
                .to(people.publicId(holder))
                .on(withdrawal.publicId())
                .with("amount", withdrawal.amount().minor());
    }
}
