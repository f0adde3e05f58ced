package dk.bykassen.identity;

import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The eID brokers citizens of a tenant sign in with. */
@Service
public class IdentityProviders {

    /** Settings change rarely; another node's change is seen within this time. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Known(long readAt, List<Provider> providers) {}

    private final ProviderStore store;
    private final TransactionTemplate transactions;
    private final Map<Integer, Known> known = new ConcurrentHashMap<>();

    IdentityProviders(ProviderStore store, TransactionTemplate transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** Adds a provider to the current tenant, or replaces the one of the same id. */
    public void add(NewProvider provider) {
        transactions.executeWithoutResult(status -> store.put(provider));
        known.remove(Tenants.current().id());
    }

    Optional<Provider> find(String id) {
        return all().stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    /** In the order of the sign-in page. */
    List<Provider> all() {
        int tenant = Tenants.current().id();
        Known last = known.get(tenant);
        if (last == null || System.nanoTime() - last.readAt() > FRESH.toNanos()) {
            last = new Known(System.nanoTime(), transactions.execute(status -> store.all()));
            known.put(tenant, last);
        }
        return last.providers();
    }
}
