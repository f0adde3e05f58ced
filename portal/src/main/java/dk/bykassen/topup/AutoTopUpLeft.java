package dk.bykassen.topup;

import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.Accounts;
import dk.bykassen.message.Notice;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who no longer acts for an account no longer pays for it by itself. */
@Component
class AutoTopUpLeft implements AccountLeft {

    private final AutoTopUpStore store;
    private final AutoTopUps orders;
    private final Accounts accounts;

    AutoTopUpLeft(AutoTopUpStore store, AutoTopUps orders, Accounts accounts) {
        this.store = store;
        this.orders = orders;
        this.accounts = accounts;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void left(long person, long account, Why why) {
        // First the account: an order that is being set up at this moment either ends here or finds that its owner
        // left.
        store.lockAccount(account);
        accounts.find(account)
                .ifPresent(left -> store.unendedOf(person, account)
                        .forEach(order -> orders.leave(order, left, Notice.StopReason.LEFT)));
    }
}
