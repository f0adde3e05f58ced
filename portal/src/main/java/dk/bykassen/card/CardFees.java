package dk.bykassen.card;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.kernel.Money;
import dk.bykassen.ledger.AccountClosed;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.InsufficientFunds;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What new cards cost: taken from the purse with the order, given back when there is no card. */
@Component
@Transactional(
        propagation = Propagation.MANDATORY,
        noRollbackFor = {InsufficientFunds.class, AccountClosed.class})
class CardFees {

    private final Ledger ledger;
    private final AuditTrail audit;
    private final InstantSource clock;

    CardFees(Ledger ledger, AuditTrail audit, InstantSource clock) {
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param order public id of the order: asked again, the fee is taken once
     * @throws InsufficientFunds when the purse does not hold the fee; nothing was taken
     * @throws AccountClosed when the purse is closed
     */
    public void take(UUID order, long purse, Money fee) {
        if (fee.isPositive()) {
            long earned = ledger.systemAccount(AccountKind.FEE);
            ledger.post(Posting.of(order, null, clock.instant(), new Entry(purse, earned, fee, TransferKind.CARD_FEE)));
        }
    }

    /** Asked again, the fee is given back once. A purse that was closed meanwhile takes no money: it waits in suspense. */
    public void giveBack(CardOrder order, MyAccount account) {
        if (!order.fee().isPositive()) {
            return;
        }
        try {
            back(order, account.purseId());
        } catch (AccountClosed closed) {
            back(order, ledger.systemAccount(AccountKind.SUSPENSE));
            audit.write(Deed.by(Actor.system(), "card.order.fee-held")
                    .on(account.publicId())
                    .with("order", order.publicId()));
        }
    }

    private void back(CardOrder order, long to) {
        UUID group = UUID.nameUUIDFromBytes(("card-fee-back:" + order.publicId()).getBytes(StandardCharsets.UTF_8));
        long earned = ledger.systemAccount(AccountKind.FEE);
        ledger.post(Posting.of(
                group, null, clock.instant(), new Entry(earned, to, order.fee(), TransferKind.CARD_FEE_BACK)));
    }
}
