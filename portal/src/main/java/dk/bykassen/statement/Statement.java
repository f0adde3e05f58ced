package dk.bykassen.statement;

import dk.bykassen.kernel.Money;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.web.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An account's movements in a period, newest first.
 *
 * @param since the first day there can be movements of, in the tenant's zone
 * @param opening the balance at the start of the period, as {@code closing} at its end
 * @param deposited what came in the whole period, not negative
 * @param spent what went in the whole period, not negative
 * @param found the sums of the lines selected, on whatever page
 * @param page which page of {@code pages}, from 1
 * @param size how many lines a page has at most
 */
public record Statement(
        Selection selection,
        LocalDate since,
        Money opening,
        Money closing,
        Money deposited,
        Money spent,
        Found found,
        int page,
        int size,
        List<Row> rows) {

    /** @param deposited what came, not negative; {@code spent} what went */
    public record Found(long count, Money deposited, Money spent) {}

    /**
     * One line.
     *
     * @param unit where it was bought; null for what did not happen at a till, and for those who may not know
     * @param place the kind of place it was; null for what did not happen at a till
     * @param lines what was bought
     * @param amount what the balance changed by
     * @param after the balance after it, lines that are not shown counted as well
     * @param reference what people can quote; null for purchases, and for what somebody else paid
     */
    public record Row(
            Instant at,
            TransferKind kind,
            @Nullable String unit,
            @Nullable String place,
            List<TillReceipts.Line> lines,
            Money amount,
            Money after,
            @Nullable String reference) {

        /** Message key of what it is. */
        public String what() {
            return Statement.what(kind);
        }

        public boolean isFromTill() {
            return place != null;
        }

        /** Where it was bought as far as the reader may know; empty for what did not happen at a till. */
        public String where(Wording words) {
            if (unit != null) {
                return unit;
            }
            return place == null ? "" : words.tOr("statement.place." + place, place);
        }
    }

    static String what(TransferKind kind) {
        return "statement.move." + kind.name().toLowerCase(Locale.ROOT);
    }

    public long pages() {
        return Math.max(1, Math.ceilDiv(found.count(), size));
    }

    public long firstShown() {
        return found.count() == 0 ? 0 : (long) (page - 1) * size + 1;
    }

    public long lastShown() {
        return Math.min(found.count(), (long) page * size);
    }
}
