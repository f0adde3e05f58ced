package dk.bykassen.decline;

import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.till.DeclinedPurchases.Declined;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The last purchase each account was declined for each reason. */
@Repository
class RefusalStore {

    private final JdbcClient jdbc;

    RefusalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps {@code declined} unless a later one is kept already. */
    void keep(Declined declined) {
        jdbc.sql("""
                insert into decline.refusal as r (tenant_id, account_id, reason, purchase_id, at, counted)
                values (:tenant, :account, :reason, :purchase, :at, :counted)
                on conflict (tenant_id, account_id, reason) do update
                set purchase_id = excluded.purchase_id, at = excluded.at, counted = excluded.counted
                where excluded.at >= r.at
                """)
                .param("tenant", Tenants.current().id())
                .param("account", declined.account())
                .param("reason", declined.reason())
                .param("purchase", declined.id())
                .param("at", Timestamp.from(declined.at()))
                .param("counted", declined.counted().toArray(Long[]::new))
                .update();
    }

    /**
     * Whether people are to be told now: nobody told them of this reason between {@code since} and {@code at}, or after it.
     * From then on they are told.
     */
    boolean tell(long account, String reason, Instant at, Instant since) {
        return jdbc.sql("""
                update decline.refusal
                set told_at = :at
                where tenant_id = :tenant and account_id = :account and reason = :reason
                  and (told_at is null or told_at <= :since)
                """)
                        .param("tenant", Tenants.current().id())
                        .param("account", account)
                        .param("reason", reason)
                        .param("at", Timestamp.from(at))
                        .param("since", Timestamp.from(since))
                        .update()
                == 1;
    }

    /**
     * What was declined on {@code today} and would be declined again, the newest first: each purchase is put to the rules
     * once more as if it were made on {@code today}.
     */
    List<Refusal> standing(Collection<Long> accounts, LocalDate today) {
        return jdbc.sql("""
                with asked as (
                    select r.account_id, r.reason, r.at, r.counted, p.total, p.lines, p.currency, u.name as unit, u.place,
                           coalesce(c.status, 'replaced') as chip_status, c.public_id as chip, c.blocked_by,
                           a.status as account_status, b.balance, b.at_least, b.spent_on, b.spent,
                           l.limits, l.places_off, l.groups_off, l.allergens
                    from decline.refusal r
                    join card.account a on a.tenant_id = r.tenant_id and a.id = r.account_id
                    join ledger.account b on b.tenant_id = a.tenant_id and b.id = a.purse_id
                    join till.purchase p on p.tenant_id = r.tenant_id and p.id = r.purchase_id
                    join till.unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id
                    left join card.chip c on c.tenant_id = p.tenant_id and c.number = p.card_number
                    left join card.rule l on l.tenant_id = a.tenant_id and l.account_id = a.id
                    where r.tenant_id = :tenant and r.account_id = any (:accounts) and r.at >= :since
                ), weighed as (
                    select *, till.spent_after(spent, spent_on, :today, counted) as spent_after
                    from asked
                ), judged as (
                    select *,
                           till.objection(
                               chip_status, account_status, balance, at_least, total,
                               till.exceeded(spent_after, limits, counted), place, places_off,
                               array(select line ->> 'group' from json_array_elements(lines::json) line), groups_off,
                               array(
                                   select allergen
                                   from json_array_elements(lines::json) line
                                   cross join json_array_elements_text(line -> 'allergens') allergen
                               ), allergens) as standing
                    from weighed
                )
                select j.account_id, j.reason, j.standing, j.at, j.total, j.currency, j.chip,
                       j.blocked_by, j.unit, s.slot,
                       case when s.scope <> 'all' then s.name end as limit_name
                from judged j
                left join card.limit_slot s on s.tenant_id = :tenant and s.slot = (
                    select min(slot)
                    from generate_series(1, 8) slot
                    cross join (
                        values ('day_limit', 1), ('week_limit', 2), ('month_limit', 3)
                    ) as period (reason, number)
                    where period.reason = j.standing and j.counted[slot] > 0
                      and j.spent_after[(slot - 1) * 3 + period.number] > j.limits[(slot - 1) * 3 + period.number]
                )
                where j.standing is not null
                order by j.at desc, j.reason
                """)
                .param("tenant", Tenants.current().id())
                .param("accounts", accounts.toArray(Long[]::new))
                .param("since", Timestamp.from(Tenants.current().startOf(today)))
                .param("today", today)
                .query(RefusalStore::refusal)
                .list();
    }

    private static Refusal refusal(ResultSet row, int number) throws SQLException {
        return new Refusal(
                row.getLong("account_id"),
                row.getString("reason"),
                row.getString("standing"),
                row.getTimestamp("at").toInstant(),
                Money.of(row.getLong("total"), row.getString("currency")),
                row.getObject("chip", UUID.class),
                blockedBy(row.getString("blocked_by")),
                row.getObject("slot", Integer.class),
                row.getString("limit_name"),
                row.getString("unit"));
    }

    private static Refusal.Block blockedBy(@Nullable String who) {
        return who == null ? Refusal.Block.NONE : who.equals("town") ? Refusal.Block.TOWNS : Refusal.Block.CITIZENS;
    }
}
