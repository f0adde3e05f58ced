package dk.bykassen.limit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How long an allowance lasts, counted in the tenant's zone. The order is that of the counters in the database. */
public enum Period {
    DAY,
    WEEK,
    MONTH;

    /** The first day of the period that {@code date} lies in; weeks begin on Mondays (ISO 8601). */
    public LocalDate startOf(LocalDate date) {
        return switch (this) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
        };
    }

    /** The first day on which counting has started afresh, seen from {@code date}. */
    public LocalDate nextAfter(LocalDate date) {
        return switch (this) {
            case DAY -> date.plusDays(1);
            case WEEK -> startOf(date).plusWeeks(1);
            case MONTH -> startOf(date).plusMonths(1);
        };
    }

    /** As it is spelt in keys, fields and the till API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where this period of {@code slot} (1 to 8) stands among the 24 limits and counters. */
    public int place(int slot) {
        return (slot - 1) * values().length + ordinal();
    }
}
