package dk.bykassen.ledger;

import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what happened on purses. No purchase is credited to one, and the index of what was credited leaves purchases out: that
 * a query says so too lets it be used.
 */
@Repository
class HistoryStore {

    private static final int AT_A_TIME = 500;

    private final JdbcClient jdbc;

    HistoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Each account gives its newest few by its own indexes; the newest of those are the answer. */
    List<Newest> newest(Collection<Long> accounts, Instant since, int limit) {
        return jdbc.sql("""
                select a.id as account, a.currency, l.id, l.at, l.kind, l.amount, l.reference, l.group_id, c.kind as counterpart
                from ledger.account a
                cross join lateral (
                    (select id, at, kind, -amount as amount, reference, group_id, credit_account as other
                     from ledger.transfer
                     where tenant_id = :tenant and debit_account = a.id and at >= :since
                     order by at desc, id desc limit :limit)
                    union all
                    (select id, at, kind, amount, reference, group_id, debit_account
                     from ledger.transfer
                     where tenant_id = :tenant and credit_account = a.id and at >= :since and kind <> 'purchase'
                     order by at desc, id desc limit :limit)
                ) l
                join ledger.account c on c.tenant_id = :tenant and c.id = l.other
                where a.tenant_id = :tenant and a.id = any (:accounts)
                order by l.at desc, l.id desc
                limit :limit
                """)
                .param("tenant", tenant())
                .param("since", Timestamp.from(since))
                .param("limit", limit)
                .param("accounts", accounts.toArray(Long[]::new))
                .query((row, number) -> new Newest(
                        row.getLong("account"),
                        row.getTimestamp("at").toInstant(),
                        TransferKind.of(row.getString("kind")),
                        new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                        row.getString("reference"),
                        row.getObject("group_id", UUID.class)))
                .list();
    }

    /**
     * One statement, so that balance and transfers are of the same moment: the opening balance is today's less everything
     * since, which needs the account's recent transfers only. The balance after a line counts the lines not sought too.
     */
    @Nullable
    Movements movements(long account, Instant from, Instant to, Sought sought, int page, int size) {
        var found = new StatementRows();
        jdbc.sql("""
                with recent as (
                    select id, at, kind, -amount as amount, reference, group_id, credit_account as counterpart
                    from ledger.transfer
                    where tenant_id = :tenant and debit_account = :account and at >= :from
                    union all
                    select id, at, kind, amount, reference, group_id, debit_account
                    from ledger.transfer
                    where tenant_id = :tenant and credit_account = :account and at >= :from and kind <> 'purchase'
                ), total as (
                    select coalesce(sum(amount), 0)::bigint as moved_since,
                           coalesce(sum(amount) filter (where at < :to and amount > 0), 0)::bigint as came,
                           coalesce(-sum(amount) filter (where at < :to and amount < 0), 0)::bigint as went,
                           count(*) filter (where at < :to) as lines
                    from recent
                ), line as (
                    select *, sum(amount) over (order by at, id)::bigint as moved
                    from recent
                    where at < :to
                ), sought as materialized (
                    select *
                    from line
                    where kind = any (:kinds) and (:whichever or group_id = any (:groups))
                ), found as (
                    select count(*) as found,
                           coalesce(sum(amount) filter (where amount > 0), 0)::bigint as found_in,
                           coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as found_out,
                           least(:page, greatest(1, (count(*) + :size - 1) / :size)) as page
                    from sought
                ), shown as (
                    select *
                    from sought
                    order by at desc, id desc
                    offset (select (page - 1) * :size from found) limit :size
                )
                select a.currency, a.balance - t.moved_since as opening, t.came, t.went, t.lines,
                       n.found, n.found_in, n.found_out, n.page,
                       least(a.opened_at,
                           (select min(at) from ledger.transfer where tenant_id = :tenant and debit_account = :account),
                           (select min(at) from ledger.transfer
                            where tenant_id = :tenant and credit_account = :account and kind <> 'purchase')
                       ) as since,
                       l.id, l.at, l.kind, l.amount, l.moved, l.reference, l.group_id,
                       (select kind from ledger.account where tenant_id = :tenant and id = l.counterpart) as counterpart
                from ledger.account a
                cross join total t
                cross join found n
                left join shown l on true
                where a.tenant_id = :tenant and a.id = :account
                order by l.at desc, l.id desc
                """)
                .param("tenant", tenant())
                .param("account", account)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("kinds", sought.kinds().stream().map(TransferKind::code).toArray(String[]::new))
                .param("whichever", sought.groups() == null)
                .param(
                        "groups",
                        sought.groups() == null ? new UUID[0] : sought.groups().toArray(UUID[]::new))
                .param("page", (long) page)
                .param("size", (long) size)
                .query(found::add);
        return found.movements();
    }

    List<UUID> groups(long account, Instant from, Instant to, Set<TransferKind> kinds) {
        return jdbc.sql("""
                select group_id
                from ledger.transfer
                where tenant_id = :tenant and debit_account = :account and at >= :from and at < :to and kind = any (:kinds)
                union
                select group_id
                from ledger.transfer
                where tenant_id = :tenant and credit_account = :account and at >= :from and at < :to and kind = any (:kinds)
                  and kind <> 'purchase'
                """)
                .param("tenant", tenant())
                .param("account", account)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("kinds", kinds.stream().map(TransferKind::code).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /** Days without a purchase are absent. */
    List<DaySpent> spending(Collection<Long> accounts, Instant from, Instant to, ZoneId zone) {
        return jdbc.sql("""
                select a.id as account, m.day, sum(m.amount)::bigint as amount, count(*) filter (where m.amount > 0) as purchases
                from unnest(:accounts::bigint[]) as a (id)
                cross join lateral (
                    select (at at time zone :zone)::date as day, amount
                    from ledger.transfer
                    where tenant_id = :tenant and debit_account = a.id and at >= :from and at < :to and kind = 'purchase'
                    union all
                    select (at at time zone :zone)::date, -amount
                    from ledger.transfer
                    where tenant_id = :tenant and credit_account = a.id and at >= :from and at < :to
                      and kind = 'purchase_reversal'
                ) m
                group by a.id, m.day
                order by a.id, m.day
                """)
                .param("tenant", tenant())
                .param("accounts", ids(accounts))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("zone", zone.getId())
                .query((row, number) -> new DaySpent(
                        row.getLong("account"),
                        row.getObject("day", LocalDate.class),
                        row.getLong("amount"),
                        row.getInt("purchases")))
                .list();
    }

    void each(long account, Consumer<Movement> reader) {
        jdbc.sql("""
                select l.*, c.kind as counterpart, sum(l.amount) over (order by l.at, l.id)::bigint as after
                from (
                    select id, at, kind, -amount as amount, currency, reference, group_id, credit_account as other
                    from ledger.transfer
                    where tenant_id = :tenant and debit_account = :account
                    union all
                    select id, at, kind, amount, currency, reference, group_id, debit_account
                    from ledger.transfer
                    where tenant_id = :tenant and credit_account = :account and kind <> 'purchase'
                ) l
                join ledger.account c on c.tenant_id = :tenant and c.id = l.other
                order by l.at, l.id
                """)
                .param("tenant", tenant())
                .param("account", account)
                .withFetchSize(AT_A_TIME)
                .query((ResultSet row) -> {
                    Currency currency = Currency.getInstance(row.getString("currency"));
                    reader.accept(new Movement(
                            row.getLong("id"),
                            row.getTimestamp("at").toInstant(),
                            TransferKind.of(row.getString("kind")),
                            new Money(row.getLong("amount"), currency),
                            new Money(row.getLong("after"), currency),
                            row.getString("reference"),
                            row.getObject("group_id", UUID.class),
                            AccountKind.of(row.getString("counterpart"))));
                });
    }

    private static int tenant() {
        return Tenants.current().id();
    }

    private static long[] ids(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}
