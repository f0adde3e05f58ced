package dk.bykassen.withdrawal;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.kernel.Digest;
import dk.bykassen.ledger.AccountClosed;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The books' side of the end of a withdrawal. Each posting has an id that follows from it, so that the books refuse it twice. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Returns {

    private final Accounts accounts;
    private final Ledger ledger;
    private final People people;
    private final AuditTrail audit;
    private final InstantSource clock;

    Returns(Accounts accounts, Ledger ledger, People people, AuditTrail audit, InstantSource clock) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** The bank has paid: the money is the town's no more. */
    void paid(Withdrawal withdrawal) {
        post(withdrawal, "paid", ledger.systemAccount(AccountKind.WITHDRAWAL), ledger.systemAccount(AccountKind.BANK));
    }

    /**
     * Puts the money on the account again, however full it is by now: it was never anybody else's.
     *
     * @param from where it stands: still with the withdrawals, or come back to the bank
     * @return false when the account is closed: it then waits in suspense for somebody of the staff
     */
    boolean giveBack(Withdrawal withdrawal, AccountKind from) {
        MyAccount account = accounts.find(withdrawal.accountId()).orElseThrow();
        long source = ledger.systemAccount(from);
        try {
            post(withdrawal, "back", source, account.purseId());
            return true;
        } catch (AccountClosed closed) {
            post(withdrawal, "back", source, ledger.systemAccount(AccountKind.SUSPENSE));
            audit.write(Deed.by(Actor.system(), "withdrawal.suspended")
                    .to(people.publicId(account.holderId()))
                    .on(withdrawal.publicId())
                    .with("amount", withdrawal.amount().minor()));
            return false;
        }
    }

    private void post(Withdrawal withdrawal, String what, long from, long to) {
        ledger.post(Posting.of(
                Digest.id("withdrawal " + withdrawal.publicId() + " " + what),
                withdrawal.reference(),
                clock.instant(),
                new Entry(from, to, withdrawal.amount(), TransferKind.WITHDRAWAL)));
    }
}
