package dk.bykassen.statement;

import java.time.LocalDate;

/** How long the money on an account lasts if its user goes on as lately. */
sealed interface Forecast {

    /** Through {@code last}, the last day whose usual purchases are covered. */
    record Through(LocalDate last) implements Forecast {}

    /** Not even what is usual on {@code day}, the first on which anything is. */
    record NotEven(LocalDate day) implements Forecast {}

    /** Longer than four weeks: too far ahead to name a day. */
    record Weeks() implements Forecast {}
}
