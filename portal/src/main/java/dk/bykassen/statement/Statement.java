package dk.bykassen.statement;

import dk.bykassen.kernel.Money;
import dk.bykassen.ledger.TransferKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account's movements in a period, newest first.
 *
 * @param from first day, in the tenant's zone
 * @param to last day, inclusive
 * @param deposited what came, not negative
 * @param spent what went, not negative
 * @param count how many lines the whole period has
 * @param page which page of {@code pages}, from 1
 */
public record Statement(
        LocalDate from,
        LocalDate to,
        Money opening,
        Money closing,
        Money deposited,
        Money spent,
        long count,
        int page,
        int pages,
        List<Row> rows) {

    /**
     * One line.
     *
     * @param unit where it was bought, null for what did not happen at a till
     * @param amount what the balance changed by
     * @param after the balance after it
     * @param reference what people can quote, null for purchases
     */
    public record Row(
            Instant at,
            TransferKind kind,
            @Nullable String unit,
            List<TillReceipts.Line> lines,
            Money amount,
            Money after,
            @Nullable String reference,
            UUID group) {

        /** Message key of what it is. */
        public String what() {
            return Statement.what(kind);
        }
    }

    static String what(TransferKind kind) {
        return "statement.move." + kind.name().toLowerCase(Locale.ROOT);
    }

    public long firstShown() {
        return count == 0 ? 0 : (long) (page - 1) * Statements.PAGE + 1;
    }

    public long lastShown() {
        return Math.min(count, (long) page * Statements.PAGE);
    }
}
