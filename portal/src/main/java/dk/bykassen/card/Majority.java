package dk.bykassen.card;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The day on which people decide for themselves: the eighteenth birthday, in Denmark (værgemålsloven § 1) and in Norway (vergemålsloven § 8) alike. */
public final class Majority {

    private static final int YEARS = 18;

    private Majority() {}

    /**
     * The first day of age of somebody born on {@code born}. Whoever was born on 29 February has lived eighteen whole years
     * when 28 February is over: no year that is eighteen later has a leap day.
     */
    public static LocalDate of(LocalDate born) {
        LocalDate day = born.plusYears(YEARS);
        return day.getDayOfMonth() < born.getDayOfMonth() ? day.plusDays(1) : day;
    }

    /** Whether somebody is under age on {@code day}; not where nobody knows when they were born. */
    public static boolean isAhead(@Nullable LocalDate born, LocalDate day) {
        return born != null && of(born).isAfter(day);
    }

    /** Whether somebody is of age on {@code day}; not where nobody knows when they were born. */
    public static boolean isReached(@Nullable LocalDate born, LocalDate day) {
        return born != null && !of(born).isAfter(day);
    }
}
