package dk.bykassen.limit;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a purse's counters say, as they stand in the database.
 *
 * @param on the local date the counters are as of; null when nothing was ever counted
 * @param counters 24 amounts in minor units, slot by slot (day, week, month)
 */
public record Spent(@Nullable LocalDate on, List<Long> counters) {

    /** What was spent of {@code slot} in the period {@code today} lies in: counters of a period that is over count nothing. */
    public long of(int slot, Period period, LocalDate today) {
        boolean isRunning = on != null && period.startOf(on).equals(period.startOf(today));
        int place = period.place(slot);
        return isRunning && place < counters.size() ? counters.get(place) : 0;
    }
}
