package dk.bykassen.statement;

import dk.bykassen.kernel.Money;

/**
 * Below which balance somebody wants to be told.
 *
 * @param person who wants it
 * @param isDue whether the next fall below it is to be told; not while the balance is below already
 */
public record NoticeLevel(long person, Money level, boolean byEmail, boolean bySms, boolean isDue) {}
