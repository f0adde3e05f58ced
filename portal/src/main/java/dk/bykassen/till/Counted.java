package dk.bykassen.till;

import dk.bykassen.limit.LimitSlot;
import java.time.LocalTime;
import java.util.List;

/** How much of a purchase counts in each of the things a tenant counts. */
final class Counted {

    private Counted() {}

    /** The amounts of all eight slots, in order, for a purchase decided at {@code time} of the tenant's day. */
    static long[] of(List<LimitSlot> slots, Purchase purchase, String place, LocalTime time) {
        long[] amounts = new long[LimitSlot.MOST];
        for (LimitSlot slot : slots) {
            amounts[slot.slot() - 1] = amountIn(slot, purchase, place, time);
        }
        return amounts;
    }

    private static long amountIn(LimitSlot slot, Purchase purchase, String place, LocalTime time) {
        return switch (slot.scope()) {
            case ALL -> purchase.total();
            case PLACE -> place.equals(slot.matches()) ? purchase.total() : 0;
            case GROUP ->
                purchase.lines().stream()
                        .filter(line -> line.group() != null && line.group().equals(slot.matches()))
                        .mapToLong(Line::amount)
                        .sum();
            case MEAL -> slot.isDuring(time) ? purchase.total() : 0;
        };
    }
}
