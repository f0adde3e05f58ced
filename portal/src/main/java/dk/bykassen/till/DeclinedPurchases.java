package dk.bykassen.till;

import dk.bykassen.limit.LimitSlots;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What tills declined, for whoever tells people about it. */
@Component
@Transactional(readOnly = true)
public class DeclinedPurchases {

    private final JdbcClient jdbc;
    private final LimitSlots slots;
    private final JsonMapper json;

    DeclinedPurchases(JdbcClient jdbc, LimitSlots slots, JsonMapper json) {
        this.jdbc = jdbc;
        this.slots = slots;
        this.json = json;
    }

    /**
     * A purchase with a known card that was declined.
     *
     * @param account inside the database
     * @param at when it was decided
     * @param reason as the till was told
     * @param counted what it would have counted in each of the eight slots, in minor units
     */
    public record Declined(UUID id, long account, Instant at, String reason, List<Long> counted) {}

    /** Empty where {@code id} is no purchase, was approved, or had a card nobody knows. */
    public Optional<Declined> find(UUID id) {
        return jdbc.sql("""
                select p.id, p.card_number, p.at, p.decided_at, p.total, p.lines, p.reason, u.place, a.id as account
                from till.purchase p
                join till.unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id
                join card.account a on a.tenant_id = p.tenant_id and a.purse_id = p.account_id
                where p.tenant_id = :tenant and p.id = :id and p.result = 'declined'
                """)
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .query(this::declined)
                .optional();
    }

    private Declined declined(ResultSet row, int number) throws SQLException {
        List<Line> lines = json.readValue(row.getString("lines"), new TypeReference<List<Line>>() {});
        var purchase = new Purchase(
                row.getObject("id", UUID.class),
                row.getString("card_number"),
                row.getTimestamp("at").toInstant(),
                row.getLong("total"),
                lines);
        Instant decided = row.getTimestamp("decided_at").toInstant();
        long[] counted = Counted.of(
                slots.all(),
                purchase,
                row.getString("place"),
                decided.atZone(Tenants.current().zone()).toLocalTime());
        return new Declined(
                purchase.id(),
                row.getLong("account"),
                decided,
                row.getString("reason"),
                Arrays.stream(counted).boxed().toList());
    }
}
