package dk.bykassen.limit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page about one account's limits shows.
 *
 * @param places units by kind of place
 * @param groups item groups that may be switched off
 * @param today in the tenant's zone
 * @param change who changed it last; null when nobody ever did
 * @param mayChange false for a child whose guardian decides
 */
public record AccountLimits(
        Rule rule,
        List<LimitSlot> slots,
        SortedMap<String, List<String>> places,
        List<String> groups,
        Spent spent,
        LocalDate today,
        @Nullable Change change,
        boolean mayChange) {

    public record Change(String by, Instant at) {}

    public long spent(LimitSlot slot, Period period) {
        return spent.of(slot.slot(), period, today);
    }

    @Nullable
    public Long limit(LimitSlot slot, Period period) {
        return rule.limit(slot.slot(), period);
    }

    /** How much of the limit is used, 0 to 100. */
    public int used(LimitSlot slot, Period period) {
        Long limit = limit(slot, period);
        long spent = spent(slot, period);
        if (limit == null || limit == 0) {
            return limit == null ? 0 : 100;
        }
        return (int) Math.min(100, spent * 100 / limit);
    }

    /** What is asked of a slot: the whole by day, week and month, a part of it by day and by whatever is limited already. */
    public List<Period> periods(LimitSlot slot) {
        return Arrays.stream(Period.values())
                .filter(period ->
                        slot.scope() == LimitSlot.Scope.ALL || period == Period.DAY || limit(slot, period) != null)
                .toList();
    }

    public List<LimitSlot> slotsOf(LimitSlot.Scope scope) {
        return slots.stream().filter(slot -> slot.scope() == scope).toList();
    }

    public List<LimitSlot> slotsOf(LimitSlot.Scope scope, String matches) {
        return slotsOf(scope).stream()
                .filter(slot -> matches.equals(slot.matches()))
                .toList();
    }
}
