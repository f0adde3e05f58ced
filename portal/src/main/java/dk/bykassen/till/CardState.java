package dk.bykassen.till;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a till is told about a card; amounts in minor units.
 *
 * @param status {@code active}, {@code blocked}, {@code replaced} or {@code closed}
 */
record CardState(String card, String status, long balance, String currency, List<Limit> limits) {

    /** @param slot what is counted, in the tenant's words; @param period {@code day}, {@code week} or {@code month} */
    record Limit(String slot, String period, long limit, long left) {}

    private static final List<String> PERIODS = List.of("day", "week", "month");

    static CardState of(CardStore.Card card, List<LimitSlot> slots, LocalDate today) {
        List<Limit> limits = new ArrayList<>();
        for (LimitSlot slot : slots) {
            for (int period = 0; period < PERIODS.size(); period++) {
                int place = (slot.slot() - 1) * PERIODS.size() + period;
                Long limit = card.limits().isEmpty() ? null : card.limits().get(place);
                if (limit != null) {
                    long spent = isRunning(card.spentOn(), period, today)
                            ? card.spent().get(place)
                            : 0;
                    limits.add(new Limit(slot.name(), PERIODS.get(period), limit, Math.max(0, limit - spent)));
                }
            }
        }
        return new CardState(
                card.number(), card.closed() ? "closed" : card.chip(), card.balance(), card.currency(), limits);
    }

    private static boolean isRunning(@Nullable LocalDate spentOn, int period, LocalDate today) {
        return spentOn != null
                && switch (period) {
                    case 0 -> spentOn.equals(today);
                    case 1 -> monday(spentOn).equals(monday(today));
                    default -> spentOn.withDayOfMonth(1).equals(today.withDayOfMonth(1));
                };
    }

    private static LocalDate monday(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
