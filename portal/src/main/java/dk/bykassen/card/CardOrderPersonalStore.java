package dk.bykassen.card;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What orders for new cards know about one person, and how they forget it. */
@Repository
class CardOrderPersonalStore {

    /** An account with an order. */
    record Account(UUID publicId, String number) {}

    private final JdbcClient jdbc;
    private final Keyring keyring;

    CardOrderPersonalStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    void orders(long person, Consumer<@Nullable Object[]> found) {
        Tenant tenant = Tenants.current();
        about(person, """
                select a.number, o.*, case when a.holder_id = :person then o.label end as own_label
                from card.card_order o
                join card.account a on a.tenant_id = o.tenant_id and a.id = o.account_id
                where o.tenant_id = :tenant and (o.ordered_by = :person or a.holder_id = :person)
                order by o.id
                """)
                .query((ResultSet row) -> found.accept(new @Nullable Object[] {
                    row.getString("number"),
                    row.getString("reason"),
                    row.getString("state"),
                    tenant.money(row.getLong("fee")),
                    row.getString("delivery"),
                    label(row),
                    row.getTimestamp("ordered_at"),
                    row.getTimestamp("changed_at"),
                    row.getObject("public_id", UUID.class)
                }));
    }

    /** The person's own accounts with an order in one of these states. */
    List<Account> underWay(long person, String... states) {
        return about(person, """
                select a.public_id, a.number
                from card.card_order o
                join card.account a on a.tenant_id = o.tenant_id and a.id = o.account_id
                where o.tenant_id = :tenant and a.holder_id = :person and o.state = any (:states)
                order by o.id
                """)
                .param("states", states)
                .query((row, number) -> new Account(row.getObject("public_id", UUID.class), row.getString("number")))
                .list();
    }

    void close(long person, Instant at) {
        about(person, """
                update card.card_order
                set state = 'cancelled', label = null, changed_at = :at
                where tenant_id = :tenant and state in ('ordered', 'in_production', 'sent')
                  and account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person)
                """).param("at", Timestamp.from(at)).update();
    }

    void erase(long person) {
        about(person, """
                update card.card_order
                set card_number = 'ERASED' || id, printed_as = 'ERASED' || id
                where tenant_id = :tenant and card_number is not null and card_number <> 'ERASED' || id
                  and account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person)
                """).update();
    }

    private @Nullable String label(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("own_label");
        return sealed == null
                ? null
                : keyring.decrypt(CardOrderStore.LABEL, sealed).strip().replaceAll("\n+", ", ");
    }

    private JdbcClient.StatementSpec about(long person, String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("person", person);
    }
}
