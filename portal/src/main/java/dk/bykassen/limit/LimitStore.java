package dk.bykassen.limit;

import dk.bykassen.tenant.Tenants;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LimitStore {

    /** A rule with who changed it last and when; null where nobody ever did. */
    record Kept(
            Rule rule,
            @Nullable Instant changedAt,
            @Nullable Long changedBy) {}

    private final JdbcClient jdbc;

    LimitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<LimitSlot> slots() {
        return jdbc.sql("""
                select slot, name, scope, matches, from_time, to_time
                from card.limit_slot
                where tenant_id = :tenant
                order by slot
                """)
                .param("tenant", Tenants.current().id())
                .query(LimitStore::slot)
                .list();
    }

    void put(LimitSlot slot) {
        jdbc.sql("""
                insert into card.limit_slot (tenant_id, slot, name, scope, matches, from_time, to_time)
                values (:tenant, :slot, :name, :scope, :matches, :from, :to)
                on conflict (tenant_id, slot) do update
                set name = excluded.name, scope = excluded.scope, matches = excluded.matches,
                    from_time = excluded.from_time, to_time = excluded.to_time
                """)
                .param("tenant", Tenants.current().id())
                .param("slot", slot.slot())
                .param("name", slot.name())
                .param("scope", slot.scope().name().toLowerCase(Locale.ROOT))
                .param("matches", slot.matches())
                .param("from", slot.from())
                .param("to", slot.to())
                .update();
    }

    Optional<Kept> find(long account) {
        return jdbc.sql("""
                select limits, places_off, groups_off, allergens, version, changed_at, changed_by
                from card.rule
                where tenant_id = :tenant and account_id = :account
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .query(LimitStore::kept)
                .optional();
    }

    /** Whether {@code rule} replaced the version it was read as; false when somebody was faster. */
    boolean replace(long account, Rule rule, long by, Instant at) {
        return jdbc.sql("""
                insert into card.rule as r (
                    tenant_id, account_id, limits, places_off, groups_off, allergens, version, changed_at, changed_by
                )
                values (:tenant, :account, :limits, :places, :groups, :allergens, 1, :at, :by)
                on conflict (tenant_id, account_id) do update
                set limits = excluded.limits, places_off = excluded.places_off, groups_off = excluded.groups_off,
                    allergens = excluded.allergens, version = r.version + 1, changed_at = excluded.changed_at,
                    changed_by = excluded.changed_by
                where r.version = :version
                """)
                        .param("tenant", Tenants.current().id())
                        .param("account", account)
                        .param("limits", rule.limits().toArray(Long[]::new))
                        .param("places", texts(rule.placesOff()))
                        .param("groups", texts(rule.groupsOff()))
                        .param("allergens", texts(rule.allergens()))
                        .param("version", rule.version())
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    /** What was counted of the account's purse. */
    Spent spent(long purse) {
        return jdbc.sql("select spent_on, spent from ledger.account where tenant_id = :tenant and id = :purse")
                .param("tenant", Tenants.current().id())
                .param("purse", purse)
                .query((row, number) ->
                        new Spent(row.getObject("spent_on", LocalDate.class), amounts(row.getArray("spent"))))
                .single();
    }

    /** The item groups the tenant lets people switch off, in its order. */
    List<String> groups() {
        return jdbc.sql("select unnest(item_groups) from card.settings where tenant_id = :tenant")
                .param("tenant", Tenants.current().id())
                .query(String.class)
                .list();
    }

    void putGroups(List<String> groups) {
        jdbc.sql("update card.settings set item_groups = :groups where tenant_id = :tenant")
                .param("groups", groups.toArray(String[]::new))
                .param("tenant", Tenants.current().id())
                .update();
    }

    private static LimitSlot slot(ResultSet row, int number) throws SQLException {
        return new LimitSlot(
                row.getInt("slot"),
                row.getString("name"),
                LimitSlot.Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
                row.getString("matches"),
                row.getObject("from_time", LocalTime.class),
                row.getObject("to_time", LocalTime.class));
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        Timestamp changed = row.getTimestamp("changed_at");
        return new Kept(
                new Rule(
                        amounts(row.getArray("limits")),
                        words(row.getArray("places_off")),
                        words(row.getArray("groups_off")),
                        words(row.getArray("allergens")),
                        row.getInt("version")),
                changed == null ? null : changed.toInstant(),
                row.getObject("changed_by", Long.class));
    }

    private static List<Long> amounts(Array array) throws SQLException {
        return Arrays.asList((Long[]) array.getArray());
    }

    private static Set<String> words(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }

    private static String[] texts(Set<String> words) {
        return words.toArray(String[]::new);
    }
}
