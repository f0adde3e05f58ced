package dk.bykassen.ledger;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.List;

/**
 * What happened on an account in a period, read in one moment: {@code opening + in - out = closing}.
 *
 * @param since when the account was opened, or its first movement where that is earlier
 * @param opening the balance at the start of the period
 * @param closing the balance at the end of the period
 * @param in the sum of what came, not negative
 * @param out the sum of what went, not negative
 * @param count how many lines the whole period has
 * @param found the lines sought, on whatever page
 * @param lines the lines asked for
 */
public record Movements(
        Instant since,
        Money opening,
        Money closing,
        Money in,
        Money out,
        long count,
        Found found,
        List<Movement> lines) {

    /**
     * The sums of the lines sought.
     *
     * @param in the sum of what came, not negative
     * @param out the sum of what went, not negative
     * @param page the page shown, from 1: the last where one beyond was asked for
     */
    public record Found(long count, Money in, Money out, int page) {}
}
