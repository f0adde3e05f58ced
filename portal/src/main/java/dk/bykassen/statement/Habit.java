package dk.bykassen.statement;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody usually spends on each day of the week: the mean over the weeks in which they bought anything at all, so
 * that holidays and illness make nobody thrifty. Amounts in minor units.
 */
final class Habit {

    /** How far back a habit is looked for. */
    static final int WEEKS = 6;

    private static final int LEAST_PURCHASES = 5;
    private static final int LEAST_DAYS = 3;
    private static final int DAYS_AHEAD = 28;

    /** @param minor purchases less what was given back */
    record Day(long minor, int purchases) {}

    private final Map<DayOfWeek, Long> usual;

    private Habit(Map<DayOfWeek, Long> usual) {
        this.usual = usual;
    }

    /** The first day that counts for a habit of {@code today}. */
    static LocalDate begin(LocalDate today) {
        return today.minusWeeks(WEEKS);
    }

    /** The habit of the six weeks before {@code today}; empty where there is too little to call it one. */
    static Optional<Habit> of(Map<LocalDate, Day> spent, LocalDate today) {
        Map<LocalDate, Day> known = new java.util.HashMap<>(spent);
        known.keySet().removeIf(day -> day.isBefore(begin(today)) || !day.isBefore(today));
        known.values().removeIf(day -> day.purchases() == 0 || day.minor() <= 0);
        int purchases = known.values().stream().mapToInt(Day::purchases).sum();
        if (purchases < LEAST_PURCHASES || known.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        long weeks = known.keySet().stream()
                .map(day -> today.toEpochDay() - 1 - day.toEpochDay())
                .map(ago -> ago / 7)
                .distinct()
                .count();
        Map<DayOfWeek, Long> usual = new EnumMap<>(DayOfWeek.class);
        known.forEach((day, bought) -> usual.merge(day.getDayOfWeek(), bought.minor(), Math::addExact));
        usual.replaceAll((day, sum) -> Math.ceilDiv(sum, weeks));
        return Optional.of(new Habit(usual));
    }

    /**
     * How long {@code balance} lasts.
     *
     * @param spentToday what was bought today already, which today's usual amount includes
     */
    Forecast forecast(LocalDate today, long balance, long spentToday) {
        long left = balance;
        LocalDate covered = null;
        for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
            LocalDate day = today.plusDays(ahead);
            long need = usual.getOrDefault(day.getDayOfWeek(), 0L);
            if (ahead == 0) {
                need = Math.max(0, need - spentToday);
            }
            if (need > left) {
                return covered == null ? new Forecast.NotEven(day) : new Forecast.Through(covered);
            }
            if (need > 0) {
                left -= need;
                covered = day;
            }
        }
        return new Forecast.Weeks();
    }
}
