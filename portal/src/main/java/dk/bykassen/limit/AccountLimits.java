package dk.bykassen.limit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** What may still be spent; null where there is no limit, negative where more is spent than the limit allows. */
    @Nullable
    public Long left(LimitSlot slot, Period period) {
        Long limit = limit(slot, period);
        return limit == null ? null : Long.valueOf(limit - spent(slot, period));
    }

    /** A limit of which nothing is left to spend until {@code until}. */
    public record Overspent(LimitSlot slot, Period period, long limit, long spent, LocalDate until) {}

    /** Where more is spent already than the limit allows: it was lowered afterwards. */
    public List<Overspent> overspent() {
        return slots.stream()
                .flatMap(slot -> Arrays.stream(Period.values()).flatMap(period -> overspent(slot, period).stream()))
                .toList();
    }

    private Optional<Overspent> overspent(LimitSlot slot, Period period) {
        return Optional.ofNullable(limit(slot, period))
                .filter(limit -> limit < spent(slot, period))
                .map(limit -> new Overspent(slot, period, limit, spent(slot, period), period.nextAfter(today)));
    }

    /** Whether a week's or a month's limit of a part is set, so that the page shows them opened. */
    public boolean hasLongLimit(LimitSlot slot) {
        return limit(slot, Period.WEEK) != null || limit(slot, Period.MONTH) != null;
    }

    /** Parts that stand with no place or item group of the page: of places without a unit, of items nobody may switch off. */
    public List<LimitSlot> otherSlots() {
        return slots.stream()
                .filter(slot -> switch (slot.scope()) {
                    case ALL, MEAL -> false;
                    case PLACE -> !places.containsKey(slot.matches());
                    case GROUP -> !groups.contains(slot.matches());
                })
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
