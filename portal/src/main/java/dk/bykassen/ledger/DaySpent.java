package dk.bykassen.ledger;

import java.time.LocalDate;

/**
 * What an account spent on a day: purchases less what was given back.
 *
 * @param day in the zone that was asked for
 * @param minor in minor units; negative where more was given back than bought
 * @param purchases how many there were
 */
public record DaySpent(long account, LocalDate day, long minor, int purchases) {}
