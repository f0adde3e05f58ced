package dk.bykassen.statement;

import java.time.LocalDate;
import java.util.List;

/**
 * A period people ask for often.
 *
 * @param name its message key
 * @param selection what it shows
 */
public record Period(String name, Selection selection) {

    /** The usual ones as of {@code today}, with the same filter as {@code shown}. */
    static List<Period> of(Selection shown, LocalDate today, LocalDate since) {
        LocalDate month = today.withDayOfMonth(1);
        LocalDate everything = since.isAfter(today) ? today : since;
        return List.of(
                new Period("statement.preset.month", shown.during(month, today)),
                new Period("statement.preset.last-month", shown.during(month.minusMonths(1), month.minusDays(1))),
                new Period("statement.preset.year", shown.during(today.withDayOfYear(1), today)),
                new Period("statement.preset.everything", shown.during(everything, today)));
    }
}
