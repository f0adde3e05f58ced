package dk.bykassen.kernel;

import dk.bykassen.kernel.PersonalData.Point;
import java.time.LocalDate;

/** How long the law keeps what stands in the books. DK: bogføringsloven § 12; NO: bokføringsloven § 13. */
public final class Bookkeeping {

    /** From the end of the year. */
    private static final int YEARS = 5;

    private Bookkeeping() {}

    /** {@code text} is told the day until which entries up to {@code last} are kept, and the end of the year they belong to. */
    public static Point kept(String text, LocalDate last) {
        int year = last.getYear();
        return Point.of(text, LocalDate.of(year + YEARS, 12, 31), LocalDate.of(year, 12, 31));
    }
}
