package dk.bykassen.tenant;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The tenants of this installation, and whose turn it is. The tenant of a request, a job or a test is bound to its thread
 * of execution; every transaction begun there names it to the database.
 */
@Component
public class Tenants {

    private static final Logger LOG = LoggerFactory.getLogger(Tenants.class);

    private static final ScopedValue<Tenant> CURRENT = ScopedValue.newInstance();
    /** Settings change rarely; another node's change is seen within this time. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** Between asking whether the tenants are at hand and looking one up this long may pass. */
    private static final Duration MARGIN = Duration.ofSeconds(2);
    /** What is as old as this is read again while it still serves, so that nobody waits for it. */
    private static final Duration AGEING = Duration.ofSeconds(20);
    /** Where reading failed, what was known serves this long before it is tried again. */
    private static final Duration RESPITE = Duration.ofSeconds(5);

    private final TenantStore store;
    private volatile Directory directory = Directory.empty();
    /** Held by whoever reads: the others want the same, and wait for it rather than ask too. */
    private final Lock reading = new ReentrantLock();

    private final AtomicBoolean readBeside = new AtomicBoolean();

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
        readBesideIfAgeing(known);
        return known.isYoungerThan(FRESH.minus(MARGIN));
    }

    /** Sees to it that {@link #areAtHand}; may ask the database. */
    public void takeToHand() {
        youngerThan(FRESH.minus(MARGIN));
    }

    /** Forgets what was read, after a change on this node. */
    public synchronized void refresh() {
        directory = Directory.empty();
    }

    /** Not when all was forgotten meanwhile: this may have been read before the change. */
    private synchronized void replace(Directory known, Directory read) {
        if (directory == known) {
            directory = read;
        }
    }

    private Directory directory() {
        return youngerThan(FRESH);
    }

    private Directory youngerThan(Duration age) {
        Directory known = directory;
        if (!known.isYoungerThan(age)) {
            return read(age);
        }
        readBesideIfAgeing(known);
        return known;
    }

    private Directory read(Duration age) {
        reading.lock();
        try {
            Directory known = directory;
            if (known.isYoungerThan(age)) {
                return known;
            }
            Directory read = readOr(known);
            replace(known, read);
            return read;
        } finally {
            reading.unlock();
        }
    }

    /** While the database is away the tenants known before are good enough to say so in their own words. */
    private Directory readOr(Directory known) {
        try {
            return Directory.of(store.all());
        } catch (DataAccessException e) {
            if (known.tenants.isEmpty()) {
                throw e;
            }
            return known.readAgo(AGEING.minus(RESPITE));
        }
    }

    private void readBesideIfAgeing(Directory known) {
        if (known.isYoungerThan(AGEING) || !known.isYoungerThan(FRESH) || !readBeside.compareAndSet(false, true)) {
            return;
        }
        Thread.ofVirtual().name("tenants").start(() -> {
            try {
                read(AGEING);
            } catch (RuntimeException e) {
                LOG.warn("the tenants could not be read ahead: {}", e.toString());
            } finally {
                readBeside.set(false);
            }
        });
    }

    private record Directory(
            long readAt,
            List<Tenant> tenants,
            Map<Integer, Tenant> byId,
            Map<String, Tenant> bySlug,
            Map<String, Tenant> byHost) {

        /** A new one each time: who reads sees that all was forgotten meanwhile. */
        static Directory empty() {
            return new Directory(System.nanoTime(), List.of(), Map.of(), Map.of(), Map.of()).readAgo(FRESH);
        }

        Directory readAgo(Duration age) {
            return new Directory(System.nanoTime() - age.toNanos(), tenants, byId, bySlug, byHost);
        }

        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - readAt < age.toNanos();
        }

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
