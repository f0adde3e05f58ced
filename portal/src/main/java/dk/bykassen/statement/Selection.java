package dk.bykassen.statement;

import dk.bykassen.ledger.TransferKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of an account's movements is shown; it stands in the address, and page and files honour it alike.
 *
 * @param from first day, in the tenant's zone
 * @param to last day, inclusive
 * @param words what a purchase must mention; empty for anything
 */
public record Selection(LocalDate from, LocalDate to, Kind kind, String words) {

    /** Kinds of movements as people think of them. */
    public enum Kind {
        ALL(EnumSet.allOf(TransferKind.class)),
        DEPOSITS(EnumSet.of(TransferKind.TOP_UP, TransferKind.TOP_UP_FEE)),
        PURCHASES(EnumSet.of(TransferKind.PURCHASE, TransferKind.PURCHASE_REVERSAL)),
        WITHDRAWALS(EnumSet.of(TransferKind.WITHDRAWAL, TransferKind.REFUND)),
        TRANSFERS(EnumSet.of(TransferKind.TRANSFER)),
        /** What none of the others has, so that no movement is ever out of reach. */
        OTHER(rest(DEPOSITS, PURCHASES, WITHDRAWALS, TRANSFERS));

        private final Set<TransferKind> transfers;

        Kind(Set<TransferKind> transfers) {
            this.transfers = transfers;
        }

        private static Set<TransferKind> rest(Kind... others) {
            var rest = EnumSet.allOf(TransferKind.class);
            Stream.of(others).forEach(kind -> rest.removeAll(kind.transfers));
            return rest;
        }

        Set<TransferKind> transfers() {
            return transfers;
        }

        /** As it stands in addresses and message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String code) {
            return Stream.of(values()).filter(kind -> kind.code().equals(code)).findFirst();
        }
    }

    /** Whether nothing of the period is left out. */
    public boolean isWhole() {
        return kind == Kind.ALL && words.isEmpty();
    }

    /** The same lines of another period. */
    public Selection during(LocalDate first, LocalDate last) {
        return new Selection(first, last, kind, words);
    }

    /** All lines of the same period. */
    public Selection whole() {
        return new Selection(from, to, Kind.ALL, "");
    }

    /** The address's part after the question mark. */
    public String query() {
        return "from=" + from + "&to=" + to + (kind == Kind.ALL ? "" : "&kind=" + kind.code())
                + (words.isEmpty() ? "" : "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }
}
