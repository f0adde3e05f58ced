package dk.bykassen.ledger;

import dk.bykassen.kernel.Money;
import java.util.List;

/**
 * What happened on an account in a period, read in one moment: {@code opening + in - out = closing}.
 *
 * @param opening the balance at the start of the period
 * @param closing the balance at the end of the period
 * @param in the sum of what came, not negative
 * @param out the sum of what went, not negative
 * @param count how many lines the whole period has
 * @param lines the lines asked for, oldest first
 */
public record Movements(Money opening, Money closing, Money in, Money out, long count, List<Movement> lines) {}
