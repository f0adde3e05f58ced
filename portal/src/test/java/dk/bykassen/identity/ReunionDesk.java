package dk.bykassen.identity;

import dk.bykassen.TestTown;
import dk.bykassen.tenant.Tenant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes two persons one for tests that are not about how that was proved. */
@Component
public class ReunionDesk {

    private final Reunions reunions;
    private final TransactionTemplate transactions;

    ReunionDesk(Reunions reunions, TransactionTemplate transactions) {
        this.reunions = reunions;
        this.transactions = transactions;
    }

    public void unite(Tenant tenant, Person from, Person to) {
        TestTown.in(
                tenant,
                () -> transactions.execute(status -> {
                    reunions.unite(from, to);
                    return true;
                }));
    }
}
