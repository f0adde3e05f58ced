package dk.bykassen.ledger;

import java.util.Collection;
import java.util.UUID;

/**
 * Hears that money moved, from a module that keeps what hangs on a balance; a bean for each. Purchases at tills, which are
 * posted by the thousand, are not told here: the wave leaves jobs where somebody wants them.
 */
public interface BalancesMoved {

    /**
     * Runs in the posting's transaction, after it, under the locks of the balances: no lock that somebody takes before
     * posting may be taken here.
     *
     * @param accounts whose balance is another now
     * @param group of the posting
     */
    void moved(Collection<Long> accounts, UUID group);
}
