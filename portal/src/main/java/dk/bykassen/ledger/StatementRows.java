package dk.bykassen.ledger;

import dk.bykassen.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects a statement: every row repeats the sums, and a page without lines is one row without a line. */
final class StatementRows {

    private final List<Movement> lines = new ArrayList<>();
    private @Nullable Movements sums;

    void add(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        Money opening = new Money(row.getLong("opening"), currency);
        if (sums == null) {
            sums = sums(row, opening, currency);
        }
        String kind = row.getString("kind");
        if (kind != null) {
            lines.add(new Movement(
                    row.getLong("id"),
                    row.getTimestamp("at").toInstant(),
                    TransferKind.of(kind),
                    new Money(row.getLong("amount"), currency),
                    new Money(opening.minor() + row.getLong("moved"), currency),
                    row.getString("reference"),
                    row.getObject("group_id", UUID.class),
                    AccountKind.of(row.getString("counterpart"))));
        }
    }

    private static Movements sums(ResultSet row, Money opening, Currency currency) throws SQLException {
        Money in = new Money(row.getLong("came"), currency);
        Money out = new Money(row.getLong("went"), currency);
        return new Movements(
                row.getTimestamp("since").toInstant(),
                opening,
                opening.plus(in).minus(out),
                in,
                out,
                row.getLong("lines"),
                new Movements.Found(
                        row.getLong("found"),
                        new Money(row.getLong("found_in"), currency),
                        new Money(row.getLong("found_out"), currency),
                        row.getInt("page")),
                List.of());
    }

    /** Null when there is no such account. */
    @Nullable
    Movements movements() {
        Movements known = sums;
        return known == null
                ? null
                : new Movements(
                        known.since(),
                        known.opening(),
                        known.closing(),
                        known.in(),
                        known.out(),
                        known.count(),
                        known.found(),
                        List.copyOf(lines));
    }
}
