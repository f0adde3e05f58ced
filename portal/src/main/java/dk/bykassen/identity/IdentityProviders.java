package dk.bykassen.identity;

import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The eID brokers citizens of a tenant sign in with, and the directory its staff come from. */
@Service
public class IdentityProviders {

    /** Settings change rarely; another node's change is seen within this time. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Known(long readAt, List<Provider> providers) {}

    private final ProviderStore store;
    private final TransactionTemplate transactions;
    private final Map<Integer, Known> read = new ConcurrentHashMap<>();

    IdentityProviders(ProviderStore store, TransactionTemplate transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** Adds a provider to the current tenant, or replaces the one of the same id. */
    public void add(Provider provider) {
        transactions.executeWithoutResult(status -> store.put(provider));
        read.remove(Tenants.current().id());
    }

    /** The buttons of the staff's sign-in page. */
    public List<SignInView.Way> forStaff(String to) {
        return SignInView.ways(of(Audience.STAFF), to);
    }

    /** Of either audience: whoever comes back is looked at by the provider they come from. */
    Optional<Provider> find(String id) {
        return known().stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    /** Citizens' own, in the order of the sign-in page. */
    List<Provider> all() {
        return of(Audience.CITIZEN);
    }

    private List<Provider> of(Audience audience) {
        return known().stream()
                .filter(provider -> provider.audience() == audience)
                .toList();
    }

    /** Of either audience. */
    List<Provider> known() {
        int tenant = Tenants.current().id();
        Known last = read.get(tenant);
        if (last == null || System.nanoTime() - last.readAt() > FRESH.toNanos()) {
            last = new Known(System.nanoTime(), transactions.execute(status -> store.all()));
            read.put(tenant, last);
        }
        return last.providers();
    }
}
