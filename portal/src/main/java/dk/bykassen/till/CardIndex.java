package dk.bykassen.till;

import dk.bykassen.limit.LimitSlot;
import dk.bykassen.limit.LimitSlots;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What has to be known of a purchase before its wave: the purse its card leads to, and what the tenant counts. Kept in
 * memory; a wrong memory costs time, never money: the wave compares the purse with the card's and does nothing if they
 * differ.
 */
@Component
class CardIndex {

    private static final Logger LOG = LoggerFactory.getLogger(CardIndex.class);

    /** A tenant who changes what is counted sees it counted within this time, on every node. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** What is as old as this is read again while it still serves, so that no purchase waits for it. */
    private static final Duration AGEING = Duration.ofSeconds(3);

    private final CardStore store;
    private final LimitSlots counted;
    private final Map<Integer, CardTable> purses = new ConcurrentHashMap<>();
    private final Map<Integer, Slots> slots = new ConcurrentHashMap<>();
    /** What is being read beside the purchases: each once. */
    private final Set<Reading> underWay = ConcurrentHashMap.newKeySet();
    /** Tills of many tenants open at the same minute, and others want the database too. */
    private final Semaphore oneAtATime = new Semaphore(1);

    CardIndex(CardStore store, LimitSlots counted) {
        this.store = store;
        this.counted = counted;
    }

    private enum What {
        CARDS,
        SLOTS
    }

    private record Reading(int tenant, What what) {}

    private record Slots(long readAt, List<LimitSlot> slots) {

        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - readAt < age.toNanos();
        }
    }

    /**
     * The purse the card spends from; null for an unknown card, which is not remembered. The first card of a tenant brings
     * all of them to mind: at noon nobody should have to look up fifty thousand, one by one.
     */
    @Nullable
    Long purse(String card) {
        Long known = purseInMemory(card);
        if (known != null) {
            return known;
        }
        Long found = store.purse(card).orElse(null);
        if (found != null) {
            remember(card, found);
        }
        return found;
    }

    /** As {@link #purse} without asking the database; null also for a card not seen yet. */
    @Nullable
    Long purseInMemory(String card) {
        CardTable table = purses.get(Tenants.current().id());
        return table == null ? null : table.purse(card);
    }

    void forget(String card) {
        CardTable table = purses.get(Tenants.current().id());
        if (table != null) {
            table.forget(card);
        }
    }

    /** What the current tenant counts, by slot. */
    List<LimitSlot> slots() {
        return slotsInMemory().orElseGet(this::readSlots);
    }

    /** As {@link #slots} without asking the database; empty when that is due. */
    Optional<List<LimitSlot>> slotsInMemory() {
        Tenant tenant = Tenants.current();
        Slots known = slots.get(tenant.id());
        if (known == null || !known.isYoungerThan(FRESH)) {
            return Optional.empty();
        }
        if (!known.isYoungerThan(AGEING)) {
            readBeside(tenant, What.SLOTS, this::readSlots);
        }
        return Optional.of(known.slots());
    }

    private List<LimitSlot> readSlots() {
        var read = new Slots(System.nanoTime(), counted.all());
        slots.put(Tenants.current().id(), read);
        return read.slots();
    }

    private void remember(String card, long purse) {
        Tenant tenant = Tenants.current();
        CardTable table = purses.computeIfAbsent(tenant.id(), first -> new CardTable(0));
        table.put(card, purse);
        if (table.isFull()) {
            readBeside(tenant, What.CARDS, this::readCards);
        }
    }

    private void readCards() {
        oneAtATime.acquireUninterruptibly();
        try {
            int number = store.number();
            // There is room for those that are handed out from now on, until so many have come that all are read again.
            var table = new CardTable(number + number / 8 + 64);
            store.purses(table::put);
            purses.put(Tenants.current().id(), table);
        } finally {
            oneAtATime.release();
        }
    }

    private void readBeside(Tenant tenant, What what, Runnable read) {
        var reading = new Reading(tenant.id(), what);
        if (!underWay.contains(reading) && underWay.add(reading)) {
            Thread.ofVirtual().name("card-index").start(() -> {
                try {
                    Tenants.inTenant(tenant, () -> {
                        read.run();
                        return true;
                    });
                } catch (RuntimeException e) {
                    LOG.warn("{} could not be read ahead: {}", what, e.toString());
                } finally {
                    underWay.remove(reading);
                }
            });
        }
    }
}
