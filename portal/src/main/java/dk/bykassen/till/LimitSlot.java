package dk.bykassen.till;

import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the at most eight things a tenant counts, each over a day, a week and a month.
 *
 * @param slot 1 to 8
 * @param matches the place or the item group; null for the other scopes
 * @param from start of the meal, local time; null for the other scopes
 * @param to end of the meal, which no longer belongs to it
 */
record LimitSlot(
        int slot,
        String name,
        Scope scope,
        @Nullable String matches,
        @Nullable LocalTime from,
        @Nullable LocalTime to) {

    static final int MOST = 8;

    enum Scope {
        ALL,
        PLACE,
        GROUP,
        MEAL
    }

    /** How much of {@code purchase} counts here when it is decided at {@code time} of the tenant's day. */
    long amountOf(Purchase purchase, String place, LocalTime time) {
        return switch (scope) {
            case ALL -> purchase.total();
            case PLACE -> place.equals(matches) ? purchase.total() : 0;
            case GROUP ->
                purchase.lines().stream()
                        .filter(line -> line.group() != null && line.group().equals(matches))
                        .mapToLong(Line::amount)
                        .sum();
            case MEAL -> isDuring(time) ? purchase.total() : 0;
        };
    }

    /** The amounts of all eight, in order. */
    static long[] amountsOf(List<LimitSlot> slots, Purchase purchase, String place, LocalTime time) {
        long[] amounts = new long[MOST];
        for (LimitSlot slot : slots) {
            amounts[slot.slot() - 1] = slot.amountOf(purchase, place, time);
        }
        return amounts;
    }

    private boolean isDuring(LocalTime time) {
        return from != null && to != null && !time.isBefore(from) && time.isBefore(to);
    }
}
