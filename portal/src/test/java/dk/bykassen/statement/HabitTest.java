package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A forecast is cautious, monotonous and silent where it does not know. */
class HabitTest {

    /** A Monday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    /** Five lunches a week in {@code weeks} of the past. */
    private static Map<LocalDate, Habit.Day> lunches(long minor, int... weeks) {
        Map<LocalDate, Habit.Day> days = new HashMap<>();
        for (int week : weeks) {
            for (int day = 0; day < 5; day++) {
                days.put(TODAY.minusWeeks(week).plusDays(day), new Habit.Day(minor, 1));
            }
        }
        return days;
    }

    private static Forecast forecast(Map<LocalDate, Habit.Day> days, long balance) {
        return Habit.of(days, TODAY).orElseThrow().forecast(TODAY, balance, 0);
    }

    @Test
    void fourLunchesLastThroughThursday() {
        assertThat(forecast(lunches(2000, 1, 2, 3), 8_000)).isEqualTo(new Forecast.Through(TODAY.plusDays(3)));
        assertThat(forecast(lunches(2000, 1, 2, 3), 9_999)).isEqualTo(new Forecast.Through(TODAY.plusDays(3)));
        assertThat(forecast(lunches(2000, 1, 2, 3), 10_000)).isEqualTo(new Forecast.Through(TODAY.plusDays(4)));
    }

    @Test
    void tooLittleForTodayIsSaidSo() {
        assertThat(forecast(lunches(2000, 1, 2), 1_999)).isEqualTo(new Forecast.NotEven(TODAY));
    }

    @Test
    void whatWasBoughtTodayIsPartOfToday() {
        Habit habit = Habit.of(lunches(2000, 1, 2), TODAY).orElseThrow();
        assertThat(habit.forecast(TODAY, 2_000, 2_000)).isEqualTo(new Forecast.Through(TODAY.plusDays(1)));
        assertThat(habit.forecast(TODAY, 0, 2_000)).isEqualTo(new Forecast.NotEven(TODAY.plusDays(1)));
    }

    @Test
    void aHolidayMakesNobodyThrifty() {
        assertThat(forecast(lunches(2000, 1, 3, 5), 8_000)).isEqualTo(forecast(lunches(2000, 1, 2, 3, 4, 5, 6), 8_000));
    }

    @Test
    void enoughForAMonthNamesNoDay() {
        assertThat(forecast(lunches(2000, 1, 2), 40_000)).isEqualTo(new Forecast.Weeks());
        assertThat(forecast(lunches(2000, 1, 2), 39_999)).isInstanceOf(Forecast.Through.class);
    }

    @Test
    void fewPurchasesAreNoHabit() {
        Map<LocalDate, Habit.Day> twoDays =
                Map.of(TODAY.minusDays(3), new Habit.Day(9_000, 5), TODAY.minusDays(4), new Habit.Day(9_000, 5));
        Map<LocalDate, Habit.Day> fourPurchases = Map.of(
                TODAY.minusDays(3), new Habit.Day(100, 1),
                TODAY.minusDays(4), new Habit.Day(100, 1),
                TODAY.minusDays(5), new Habit.Day(100, 2));
        assertThat(Habit.of(twoDays, TODAY)).isEmpty();
        assertThat(Habit.of(fourPurchases, TODAY)).isEmpty();
        assertThat(Habit.of(lunches(2000, 7, 8, 9), TODAY)).as("too long ago").isEmpty();
        assertThat(Habit.of(lunches(-2000, 1, 2), TODAY)).as("all given back").isEmpty();
    }

    @RepeatedTest(200)
    void moreMoneyNeverLastsShorterAndNoForecastPromisesTooMuch(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        Map<LocalDate, Habit.Day> days = new HashMap<>();
        for (int ago = 1; ago <= 50; ago++) {
            if (random.nextInt(3) > 0) {
                days.put(TODAY.minusDays(ago), new Habit.Day(random.nextLong(10_000) - 500, random.nextInt(4)));
            }
        }
        Habit.of(days, TODAY).ifPresent(habit -> {
            long balance = random.nextLong(60_000);
            long already = random.nextLong(3_000);
            LocalDate shorter = last(habit.forecast(TODAY, balance, already));
            LocalDate longer = last(habit.forecast(TODAY, balance + random.nextLong(20_000), already));
            assertThat(longer).isAfterOrEqualTo(shorter);
            assertThat(shorter).isBetween(TODAY.minusDays(1), TODAY.plusDays(28));
            assertThat(need(days, TODAY, shorter.isAfter(TODAY.plusDays(27)) ? TODAY.plusDays(27) : shorter, already))
                    .as("what is usual until then is covered")
                    .isLessThanOrEqualTo(balance);
        });
    }

    /** The last day covered: the day before today for none, four weeks for all. */
    private static LocalDate last(Forecast forecast) {
        return switch (forecast) {
            case Forecast.NotEven none -> TODAY.minusDays(1);
            case Forecast.Through through -> through.last();
            case Forecast.Weeks weeks -> TODAY.plusDays(28);
        };
    }

    /** The same means, reckoned anew and rounded down. */
    private static long need(Map<LocalDate, Habit.Day> days, LocalDate from, LocalDate to, long already) {
        Map<DayOfWeek, Long> sums = new HashMap<>();
        days.forEach((day, bought) -> {
            if (bought.purchases() > 0 && bought.minor() > 0 && !day.isBefore(TODAY.minusDays(42))) {
                sums.merge(day.getDayOfWeek(), bought.minor(), Long::sum);
            }
        });
        long weeks = days.entrySet().stream()
                .filter(day -> day.getValue().purchases() > 0
                        && day.getValue().minor() > 0
                        && !day.getKey().isBefore(TODAY.minusDays(42)))
                .map(day -> (TODAY.toEpochDay() - 1 - day.getKey().toEpochDay()) / 7)
                .distinct()
                .count();
        long need = 0;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            long usual = sums.getOrDefault(day.getDayOfWeek(), 0L) / weeks;
            need += day.equals(from) ? Math.max(0, usual - already) : usual;
        }
        return need;
    }
}
