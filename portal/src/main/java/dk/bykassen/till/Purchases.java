package dk.bykassen.till;

import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The current tenant's purchases, as they were decided. */
@Component
@Transactional(readOnly = true)
public class Purchases {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Purchases(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A purchase and what became of it; amounts in minor units. */
    public record Kept(
            UUID id,
            long unit,
            String card,
            Instant at,
            Instant decidedAt,
            long total,
            String currency,
            List<Line> lines,
            String result,
            @Nullable String reason,
            @Nullable Long balance,
            long reversed) {}

    /**
     * What the tills did; amounts in minor units.
     *
     * @param declined how many were refused, by reason
     * @param astray approved purchases without exactly one transfer of their amount, or whose reversals' transfers do not
     *     add up to what was reversed: none when all is well
     */
    public record Stats(
            long approved,
            long approvedAmount,
            SortedMap<String, Long> declined,
            long reversals,
            long reversedAmount,
            long astray) {}

    /**
     * What stands behind the ledger's groups that are purchases or reversals, by group; others are absent. Two queries: an
     * id that is known when the plan is made finds its month and its row; one that another table has to tell first reads
     * months of purchases for each of thousands of groups.
     */
    public Map<UUID, Sale> byGroupIds(Collection<UUID> groups) {
        Map<UUID, UUID> reversed = reversed(groups);
        Map<UUID, Sale> bought = jdbc
                .sql("""
                select p.id, u.name as unit, u.place, p.total, p.lines
                from till.purchase p
                join till.unit u on u.tenant_id = :tenant and u.id = p.unit_id
                where p.tenant_id = :tenant and p.id = any (:ids)
                """)
                .param("tenant", Tenants.current().id())
                .param("ids", behind(groups, reversed))
                .query((row, number) -> new Sale(
                        row.getObject("id", UUID.class),
                        row.getObject("id", UUID.class),
                        false,
                        row.getString("unit"),
                        row.getString("place"),
                        row.getLong("total"),
                        lines(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Sale::purchase, Function.identity()));
        Map<UUID, Sale> sales = new HashMap<>();
        for (UUID group : groups) {
            UUID origin = reversed.get(group);
            Sale sale = bought.get(origin == null ? group : origin);
            if (sale != null) {
                // A till may reverse a purchase under its own id: one receipt then speaks of both.
                sales.put(group, origin == null ? sale : sale.reversedBy(group));
            }
        }
        return sales;
    }

    /**
     * Which of the ledger's groups, purchases or reversals, have {@code words} in the text of a line. Letters are alike as
     * ICU says, whatever the database's own locale.
     *
     * @param unitsToo whether the name of the unit counts as well
     */
    public Set<UUID> mentioning(Collection<UUID> groups, String words, boolean unitsToo) {
        Map<UUID, UUID> reversed = reversed(groups);
        Set<UUID> found = new HashSet<>(jdbc.sql("""
                select p.id
                from till.purchase p
                join till.unit u on u.tenant_id = :tenant and u.id = p.unit_id
                where p.tenant_id = :tenant and p.id = any (:ids)
                  and (exists (
                           select
                           from json_array_elements(p.lines::json) line
                           where strpos(
                               lower((line ->> 'text') collate "und-x-icu"), lower(:words::text collate "und-x-icu")) > 0)
                       or :unitsToo
                           and strpos(lower(u.name collate "und-x-icu"), lower(:words::text collate "und-x-icu")) > 0)
                """)
                .param("tenant", Tenants.current().id())
                .param("ids", behind(groups, reversed))
                .param("words", words)
                .param("unitsToo", unitsToo)
                .query(UUID.class)
                .list());
        return groups.stream()
                .filter(group -> found.contains(reversed.getOrDefault(group, group)))
                .collect(Collectors.toSet());
    }

    /** The purchases of those groups that are reversals. */
    private Map<UUID, UUID> reversed(Collection<UUID> groups) {
        Map<UUID, UUID> purchases = new HashMap<>();
        jdbc.sql("select id, purchase_id from till.reversal where tenant_id = :tenant and id = any (:groups)")
                .param("tenant", Tenants.current().id())
                .param("groups", groups.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    purchases.put(row.getObject("id", UUID.class), row.getObject("purchase_id", UUID.class));
                });
        return purchases;
    }

    private static UUID[] behind(Collection<UUID> groups, Map<UUID, UUID> reversed) {
        return groups.stream()
                .map(group -> reversed.getOrDefault(group, group))
                .distinct()
                .toArray(UUID[]::new);
    }

    /** What was decided since {@code since}, business time. */
    public Stats stats(Instant since) {
        SortedMap<String, Long> declined = new TreeMap<>();
        jdbc.sql("""
                select reason, count(*) as number
                from till.purchase
                where tenant_id = :tenant and decided_at >= :since and reason is not null
                group by reason
                """)
                .param("tenant", Tenants.current().id())
                .param("since", Timestamp.from(since))
                .query((ResultSet row) -> {
                    declined.put(row.getString("reason"), row.getLong("number"));
                });
        return jdbc.sql("""
                with approved as (
                    select id, account_id, decided_at, total, reversed
                    from till.purchase
                    where tenant_id = :tenant and decided_at >= :since and result = 'approved'
                ), checked as (
                    select a.total, a.reversed, posted.transfers, posted.amount, returned.times, returned.amount as given_back
                    from approved a
                    cross join lateral (
                        select count(*) as transfers, sum(t.amount) as amount
                        from ledger.transfer t
                        where t.tenant_id = :tenant and t.debit_account = a.account_id and t.at = a.decided_at
                          and t.group_id = a.id and t.kind = 'purchase'
                    ) posted
                    cross join lateral (
                        select count(*) as times, coalesce(sum(t.amount), 0) as amount
                        from till.reversal r
                        join ledger.transfer t
                            on t.tenant_id = :tenant and t.group_id = r.id and t.kind = 'purchase_reversal'
                        where r.tenant_id = :tenant and r.purchase_id = a.id
                    ) returned
                )
                select count(*) as approved, coalesce(sum(total), 0)::bigint as amount,
                       coalesce(sum(times), 0)::bigint as reversals, coalesce(sum(reversed), 0)::bigint as reversed,
                       count(*) filter (where transfers <> 1 or amount <> total or given_back <> reversed) as astray
                from checked
                """)
                .param("tenant", Tenants.current().id())
                .param("since", Timestamp.from(since))
                .query((row, number) -> new Stats(
                        row.getLong("approved"),
                        row.getLong("amount"),
                        declined,
                        row.getLong("reversals"),
                        row.getLong("reversed"),
                        row.getLong("astray")))
                .single();
    }

    public Optional<Kept> find(UUID id) {
        return jdbc.sql("""
                select id, unit_id, card_number, at, decided_at, total, currency, lines, result, reason, balance_after, reversed
                from till.purchase
                where tenant_id = :tenant and id = :id
                """)
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getLong("unit_id"),
                        row.getString("card_number"),
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("decided_at").toInstant(),
                        row.getLong("total"),
                        row.getString("currency"),
                        lines(row),
                        row.getString("result"),
                        row.getString("reason"),
                        row.getObject("balance_after", Long.class),
                        row.getLong("reversed")))
                .optional();
    }

    private List<Line> lines(ResultSet row) throws SQLException {
        return json.readValue(row.getString("lines"), new TypeReference<List<Line>>() {});
    }
}
