package dk.bykassen.card;

import dk.bykassen.tenant.Tenants;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the accounts' tables know about one person, and how they forget it. */
@Repository
class CardPersonalStore {

    /** An account whose holder the person is, open or closed. */
    record Held(long id, UUID publicId, String number, long purse) {}

    private final JdbcClient jdbc;

    CardPersonalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Held> heldBy(long person) {
        return about(person, """
                select id, public_id, number, purse_id
                from card.account
                where tenant_id = :tenant and holder_id = :person
                order by id
                """)
                .query((row, number) -> new Held(
                        row.getLong("id"),
                        row.getObject("public_id", UUID.class),
                        row.getString("number"),
                        row.getLong("purse_id")))
                .list();
    }

    void links(long person, Consumer<@Nullable Object[]> found) {
        about(person, """
                select a.number, l.kind, l.status, l.since, l.until
                from card.link l
                join card.account a on a.tenant_id = l.tenant_id and a.id = l.account_id
                where l.tenant_id = :tenant and l.person_id = :person
                order by l.id
                """)
                .query((ResultSet row) -> found.accept(new @Nullable Object[] {
                    row.getString("number"),
                    row.getString("kind"),
                    row.getString("status"),
                    row.getTimestamp("since"),
                    row.getTimestamp("until")
                }));
    }

    /** @param withAllergens those of {@code accounts} whose allergens are told */
    void rules(Collection<Long> accounts, Collection<Long> withAllergens, Consumer<@Nullable Object[]> found) {
        jdbc.sql("""
                select a.number, r.limits, r.places_off, r.groups_off,
                       case when r.account_id = any (:withAllergens) then r.allergens end as allergens
                from card.rule r
                join card.account a on a.tenant_id = r.tenant_id and a.id = r.account_id
                where r.tenant_id = :tenant and r.account_id = any (:accounts)
                order by a.id
                """)
                .param("tenant", Tenants.current().id())
                .param("accounts", accounts.toArray(Long[]::new))
                .param("withAllergens", withAllergens.toArray(Long[]::new))
                .query((ResultSet row) -> found.accept(new @Nullable Object[] {
                    row.getString("number"),
                    list(row.getArray("limits")),
                    list(row.getArray("places_off")),
                    list(row.getArray("groups_off")),
                    list(row.getArray("allergens"))
                }));
    }

    /** Ends links of the person's and closes the accounts they hold. */
    void close(long person, Instant at) {
        about(person, """
                update card.link
                set status = 'ended', until = greatest(since, :at)
                where tenant_id = :tenant and status <> 'ended'
                  and (person_id = :person
                       or account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person))
                """).param("at", Timestamp.from(at)).update();
        about(person, """
                update card.account
                set status = 'closed', closed_at = :at
                where tenant_id = :tenant and holder_id = :person and status <> 'closed'
                """).param("at", Timestamp.from(at)).update();
    }

    /** The numbers on chips, and what somebody must not eat. */
    void erase(long person) {
        about(person, """
                update card.chip
                set number = 'ERASED' || id, printed_as = 'ERASED' || id
                where tenant_id = :tenant and number <> 'ERASED' || id
                  and account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person)
                """).update();
        about(person, """
                delete from card.rule
                where tenant_id = :tenant
                  and account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person)
                """).update();
    }

    private static @Nullable List<?> list(@Nullable Array array) throws SQLException {
        return array == null ? null : Arrays.asList((Object[]) array.getArray());
    }

    private JdbcClient.StatementSpec about(long person, String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("person", person);
    }
}
