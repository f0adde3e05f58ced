package dk.bykassen.decline;

import dk.bykassen.tenant.JobKind;
import dk.bykassen.till.DeclinedPurchases;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers the wave's call that a purchase was declined. */
@Service
class DeclinedCalls {

    /** The wave's job; its id is the purchase's. */
    static final String CALL = "declined-purchase";

    private final DeclinedPurchases purchases;
    private final RefusalStore store;
    private final TransactionTemplate transactions;

    DeclinedCalls(DeclinedPurchases purchases, RefusalStore store, TransactionTemplate transactions) {
        this.purchases = purchases;
        this.store = store;
        this.transactions = transactions;
    }

    JobKind.Outcome answer(UUID purchase) {
        transactions.executeWithoutResult(status -> purchases.find(purchase).ifPresent(store::keep));
        return JobKind.done();
    }
}
