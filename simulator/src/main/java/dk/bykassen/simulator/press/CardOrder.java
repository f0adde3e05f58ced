package dk.bykassen.simulator.press;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A card somebody ordered.
 *
 * @param number as a till reads it; chosen when the order came in
 * @param dueAt when it is made and posted
 * @param refused whether it will never be made
 */
public record CardOrder(
        String id,
        String tenant,
        String kind,
        String prefix,
        String name,
        String street,
        String postcode,
        String city,
        String number,
        Instant dueAt,
        boolean refused) {

    boolean isPosted(Instant now) {
        return !refused && !dueAt.isAfter(now);
    }

    /** As it stands on the card. */
    public String printed() {
        return prefix.isEmpty() ? number : prefix + " " + number;
    }

    static CardOrder read(ResultSet row) throws SQLException {
        return new CardOrder(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("kind"),
                row.getString("prefix"),
                row.getString("name"),
                row.getString("street"),
                row.getString("postcode"),
                row.getString("city"),
                row.getString("number"),
                Instant.parse(row.getString("due_at")),
                row.getInt("refused") == 1);
    }
}
