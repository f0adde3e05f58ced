package dk.bykassen.tenant;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The tenants of this installation, and whose turn it is. The tenant of a request, a job or a test is bound to its thread
 * of execution; every transaction begun there names it to the database.
 */
@Component
public class Tenants {

    private static final ScopedValue<Tenant> CURRENT = ScopedValue.newInstance();
    /** Settings change rarely; another node's change is seen within this time. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** Between asking whether the tenants are at hand and looking one up this long may pass. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final TenantStore store;
    private volatile Directory directory = Directory.EMPTY;

    Tenants(TenantStore store) {
        this.store = store;
    }

    /** The tenant this thread works for. @throws NoTenant when there is none: a programming error, never a person's */
    public static Tenant current() {
        if (!CURRENT.isBound()) {
            throw new NoTenant();
        }
        return CURRENT.get();
    }

    public static Optional<Tenant> bound() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Runs {@code work} for {@code tenant}. */
    public static <T extends @Nullable Object, X extends Throwable> T inTenant(
            Tenant tenant, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, tenant).call(work);
    }

    public Optional<Tenant> byHost(String host) {
        return Optional.ofNullable(directory().byHost.get(host.toLowerCase(Locale.ROOT)));
    }

    public Optional<Tenant> bySlug(String slug) {
        return Optional.ofNullable(directory().bySlug.get(slug));
    }

    /** @throws IllegalArgumentException when there is no such tenant */
    public Tenant byId(int id) {
        return Optional.ofNullable(directory().byId.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no tenant " + id));
    }

    public List<Tenant> all() {
        return directory().tenants;
    }

    /** Whether a tenant looked up now is found without asking the database: for threads that must not wait. */
    public boolean areAtHand() {
        Directory known = directory;
        return known != Directory.EMPTY
                && System.nanoTime() - known.readAt < FRESH.minus(MARGIN).toNanos();
    }

    /** Sees to it that {@link #areAtHand}; may ask the database. */
    public void takeToHand() {
        if (!areAtHand()) {
            directory = readOr(directory);
        }
    }

    /** Forgets what was read, after a change on this node. */
    public void refresh() {
        directory = Directory.EMPTY;
    }

    private Directory directory() {
        Directory known = directory;
        if (System.nanoTime() - known.readAt > FRESH.toNanos() || known == Directory.EMPTY) {
            known = readOr(known);
            directory = known;
        }
        return known;
    }

    /** While the database is away the tenants known before are good enough to say so in their own words. */
    private Directory readOr(Directory known) {
        try {
            return Directory.of(store.all());
        } catch (DataAccessException e) {
            if (known.tenants.isEmpty()) {
                throw e;
            }
            return known;
        }
    }

    private record Directory(
            long readAt,
            List<Tenant> tenants,
            Map<Integer, Tenant> byId,
            Map<String, Tenant> bySlug,
            Map<String, Tenant> byHost) {

        static final Directory EMPTY = new Directory(0, List.of(), Map.of(), Map.of(), Map.of());

        static Directory of(List<Tenant> tenants) {
            Map<String, Tenant> byHost = tenants.stream()
                    .flatMap(tenant -> tenant.hosts().stream().map(host -> Map.entry(host, tenant)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return new Directory(
                    System.nanoTime(), tenants, by(Tenant::id, tenants), by(Tenant::slug, tenants), byHost);
        }

        private static <K> Map<K, Tenant> by(Function<Tenant, K> key, List<Tenant> tenants) {
            return tenants.stream().collect(Collectors.toMap(key, Function.identity()));
        }
    }
}
