package dk.bykassen.till;

import dk.bykassen.limit.LimitSlot;
import dk.bykassen.limit.LimitSlots;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What has to be known of a purchase before its wave: the purse its card leads to, and what the tenant counts. Kept in
 * memory; a wrong memory costs time, never money: the wave compares the purse with the card's and does nothing if they
 * differ.
 */
@Component
class CardIndex {

    private static final int KEPT = 200_000;
    /** A tenant who changes what is counted sees it counted within this time, on every node. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final CardStore store;
    private final LimitSlots counted;
    private final Map<Key, Long> purses = new ConcurrentHashMap<>();
    private final Map<Integer, Slots> slots = new ConcurrentHashMap<>();

    CardIndex(CardStore store, LimitSlots counted) {
        this.store = store;
        this.counted = counted;
    }

    private record Key(int tenant, String card) {}

    private record Slots(long readAt, List<LimitSlot> slots) {

        boolean isFresh() {
            return System.nanoTime() - readAt < FRESH.toNanos();
        }
    }

    /** The purse the card spends from; null for an unknown card, which is not remembered. */
    @Nullable
    Long purse(String card) {
        Key key = key(card);
        Long known = purses.get(key);
        if (known != null) {
            return known;
        }
        Long found = store.purse(card).orElse(null);
        if (found != null) {
            if (purses.size() >= KEPT) {
                purses.clear();
            }
            purses.put(key, found);
        }
        return found;
    }

    /** As {@link #purse} without asking the database; null also for a card not seen yet. */
    @Nullable
    Long purseInMemory(String card) {
        return purses.get(key(card));
    }

    void forget(String card) {
        purses.remove(key(card));
    }

    /** What the current tenant counts, by slot. */
    List<LimitSlot> slots() {
        int tenant = Tenants.current().id();
        Slots known = slots.get(tenant);
        if (known == null || !known.isFresh()) {
            known = new Slots(System.nanoTime(), counted.all());
            slots.put(tenant, known);
        }
        return known.slots();
    }

    /** As {@link #slots} without asking the database; empty when that is due. */
    Optional<List<LimitSlot>> slotsInMemory() {
        return Optional.ofNullable(slots.get(Tenants.current().id()))
                .filter(Slots::isFresh)
                .map(Slots::slots);
    }

    private static Key key(String card) {
        return new Key(Tenants.current().id(), card);
    }
}
