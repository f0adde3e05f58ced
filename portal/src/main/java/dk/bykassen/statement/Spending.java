package dk.bykassen.statement;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was spent month by month, and the scale a chart of it is drawn on: it contains zero and every month, and its lines
 * are round amounts.
 *
 * @param months oldest first; the last one may not be over
 * @param low where the scale begins, in minor units: zero, unless more was given back in a month than bought
 * @param high where it ends
 * @param step between two of its lines
 */
public record Spending(List<Month> months, long low, long high, long step) {

    private static final int LINES = 5;

    /** @param minor purchases less what was given back, in minor units */
    public record Month(YearMonth month, long minor) {}

    /** The {@code number} months that end with {@code last}; those {@code spent} does not name count as nothing. */
    static Spending of(Map<YearMonth, Long> spent, YearMonth last, int number, long unitsPerMajor) {
        List<Month> months = new ArrayList<>();
        for (int back = number - 1; back >= 0; back--) {
            YearMonth month = last.minusMonths(back);
            months.add(new Month(month, spent.getOrDefault(month, 0L)));
        }
        long least = Math.min(0, months.stream().mapToLong(Month::minor).min().orElse(0));
        long most = Math.max(0, months.stream().mapToLong(Month::minor).max().orElse(0));
        long step = step(most - least, unitsPerMajor);
        return new Spending(
                List.copyOf(months),
                Math.floorDiv(least, step) * step,
                Math.max(step, Math.ceilDiv(most, step) * step),
                step);
    }

    /** 1, 2 or 5 times a power of ten in whole units of money, so that a few lines are enough. */
    private static long step(long range, long unitsPerMajor) {
        long step = unitsPerMajor;
        for (int next = 0; step * LINES < range; next++) {
            step = next % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    public long total() {
        return months.stream().mapToLong(Month::minor).sum();
    }

    /** The scale's lines, from the lowest. */
    public List<Long> lines() {
        List<Long> lines = new ArrayList<>();
        for (long line = low; line <= high; line += step) {
            lines.add(line);
        }
        return lines;
    }

    /** How far down a drawing {@code height} tall an amount stands. */
    public long down(long minor, int height) {
        return Math.round((double) (high - minor) * height / (high - low));
    }

    /** The month most was spent in, the latest of several. */
    public Month greatest() {
        return months.stream()
                .reduce((one, other) -> other.minor() >= one.minor() ? other : one)
                .orElseThrow();
    }
}
