package dk.bykassen.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Holds what the tills were told against what the database kept. Row by row for what was asked since the last time, and by
 * sums for everything before. It looks as the superuser, so that no guard of rows hides anything, and does its own sums: it
 * shares nothing with the product but the tables.
 */
final class Reckoning {

    /** Each returns a row of text for everything that is not as its name says. */
    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put("an answer is kept once, as it was given", """
                select s.id || ' was told ' || row_to_json(s) || ', kept is ' || coalesce(string_agg(k.kept::text, ' and '), 'nothing')
                from said s
                left join lateral (
                    select row_to_json(p) as kept,
                           (p.tenant_id, p.result, p.reason, p.balance_after, p.total, null::bigint)
                               is not distinct from (s.tenant, s.result, s.reason, s.balance, s.amount, s.reversed) as same
                    from till.purchase p
                    where p.tenant_id in (select id from town) and p.id = s.id
                    union all
                    select row_to_json(r),
                           (r.tenant_id, 'reversed', null::text, r.balance_after, r.amount, r.reversed_after)
                               is not distinct from (s.tenant, s.result, s.reason, s.balance, s.amount, s.reversed)
                    from till.reversal r
                    where r.tenant_id in (select id from town) and r.id = s.id
                ) k on true
                group by s.id, s.*
                having count(k.kept) <> 1 or not bool_and(k.same)
                """);
        RULES.put("what took or gave money moved it once, between the right two, and nothing else did", """
                with moved as materialized (
                    select *
                    from ledger.transfer
                    where tenant_id in (select id from town) and id > (select last_transfer from before)
                )
                select s.id || ' (' || s.result || ') has ' || count(t.id) || ' transfers, right is '
                       || count(t.id) filter (
                           where (t.tenant_id, t.amount, t.kind, w.purse)
                               is not distinct from (s.tenant, s.amount, w.kind, p.account_id) and u.account_id is not null)
                from said s
                left join till.purchase p on p.tenant_id = s.tenant and p.id = coalesce(s.purchase, s.id)
                left join moved t on t.group_id = s.id
                left join lateral (
                    select case s.result when 'reversed' then 'purchase_reversal' else 'purchase' end as kind,
                           case s.result when 'reversed' then t.credit_account else t.debit_account end as purse,
                           case s.result when 'reversed' then t.debit_account else t.credit_account end as merchant
                ) w on true
                left join till.unit_account u
                    on u.tenant_id = s.tenant and u.unit_id = p.unit_id and u.account_id = w.merchant
                group by s.id, s.result
                having count(t.id) <> (s.result <> 'declined')::int
                    or count(t.id) <> count(t.id) filter (
                        where (t.tenant_id, t.amount, t.kind, w.purse)
                            is not distinct from (s.tenant, s.amount, w.kind, p.account_id) and u.account_id is not null)
                """);
        RULES.put("each balance that was told follows from the one before, and none is below its floor", """
                with moved as (
                    select t.tenant_id, t.id, t.group_id,
                           case t.kind when 'purchase' then t.debit_account else t.credit_account end as purse,
                           case t.kind when 'purchase' then -t.amount else t.amount end as amount
                    from ledger.transfer t
                    where t.tenant_id in (select id from town) and t.id > (select last_transfer from before)
                ), running as (
                    select m.group_id, a.at_least,
                           a.balance - sum(m.amount) over (partition by m.tenant_id, m.purse)
                               + sum(m.amount) over (partition by m.tenant_id, m.purse order by m.id) as balance
                    from moved m
                    join ledger.account a on a.tenant_id = m.tenant_id and a.id = m.purse
                )
                select r.group_id || ' left ' || r.balance || ', told was ' || coalesce(s.balance::text, 'nothing')
                from running r
                left join said s on s.id = r.group_id
                where r.balance is distinct from s.balance or r.balance < r.at_least
                """);
        RULES.put("nothing is kept that nobody asked for, and nothing that was kept before has gone", """
                select format('%s: %s of %s are kept, told were %s of %s', coalesce(f.what, t.what),
                    f.number, f.amount, t.number, t.amount)
                from (
                    select result as what, count(*) as number, sum(total) as amount
                    from till.purchase
                    where tenant_id in (select id from town)
                    group by result
                    union all
                    select 'reversed', count(*), coalesce(sum(amount), 0)
                    from till.reversal
                    where tenant_id in (select id from town)
                    union all
                    select 'balances', count(balance_after), sum(balance_after)
                    from till.purchase
                    where tenant_id in (select id from town)
                    union all
                    select 'given back', 0, sum(reversed)
                    from till.purchase
                    where tenant_id in (select id from town)
                    union all
                    select kind, count(*), sum(amount)
                    from ledger.transfer
                    where tenant_id in (select id from town) and kind <> 'top_up'
                    group by kind
                ) f
                full join told t on t.what = f.what
                where (f.number, f.amount) is distinct from (t.number, t.amount)
                """);
        RULES.put("the books balance", """
                select 'the balances of town ' || tenant_id || ' add up to ' || sum(balance)
                from ledger.account
                where tenant_id in (select id from town)
                group by tenant_id
                having sum(balance) <> 0
                """);
        RULES.put("balances follow from transfers", """
                select 'account ' || a.id || ' has ' || a.balance || ', its transfers say ' || coalesce(m.amount, 0)
                from ledger.account a
                left join (
                    select account, sum(amount) as amount
                    from (
                        select credit_account as account, amount
                        from ledger.transfer
                        where tenant_id in (select id from town)
                        union all
                        select debit_account, -amount
                        from ledger.transfer
                        where tenant_id in (select id from town)
                    ) side
                    group by account
                ) m on m.account = a.id
                where a.tenant_id in (select id from town) and a.balance <> coalesce(m.amount, 0)
                """);
        RULES.put("counters say what was bought", """
                with bought as (
                    select account_id, slot, sum(counted[slot] - counted[slot] * reversed / total) as amount
                    from till.purchase
                    cross join generate_series(1, 2) as s (slot)
                    where tenant_id in (select id from town) and counted is not null
                    group by account_id, slot
                )
                select 'purse ' || a.id || ' counts ' || a.spent::text || ', in slot ' || s.slot || ' was bought '
                       || coalesce(b.amount, 0)
                from ledger.account a
                cross join generate_series(1, 8) as s (slot)
                cross join generate_series(1, 3) as p (period)
                left join bought b on b.account_id = a.id and b.slot = s.slot
                where a.tenant_id in (select id from town) and a.kind = 'purse'
                  and coalesce(a.spent[(s.slot - 1) * 3 + period], 0) <> coalesce(b.amount, 0)
                """);
        RULES.put("no limit is passed, no purse is below its floor", """
                select 'purse ' || p.id || ' has ' || p.balance || ' and counts ' || p.spent::text
                from ledger.account p
                left join card.account a on a.tenant_id = p.tenant_id and a.purse_id = p.id
                left join card.rule r on r.tenant_id = a.tenant_id and r.account_id = a.id
                where p.tenant_id in (select id from town)
                  and (p.balance < p.at_least
                       or exists (
                           select from unnest(p.spent, r.limits) as s (spent, allowed) where s.spent > s.allowed))
                """);
    }

    private final List<CutTown> towns;
    private final Map<String, long[]> told = new LinkedHashMap<>();
    /** The last transfer when something was added, and when something was added before that. */
    private long now;

    private long before;

    /** When nothing has been bought yet. */
    Reckoning(Connection sql, List<CutTown> towns) throws SQLException {
        this.towns = towns;
        this.now = lastTransfer(sql);
    }

    /** Which of {@code asked} are in the database. */
    static Set<UUID> kept(Connection sql, Collection<Asked> asked) throws SQLException {
        Set<UUID> kept = new HashSet<>();
        try (PreparedStatement statement = sql.prepareStatement("""
                select p.id
                from unnest(?::int[], ?::uuid[]) as s (tenant, id)
                join till.purchase p on p.tenant_id = s.tenant and p.id = s.id
                union all
                select r.id
                from unnest(?::int[], ?::uuid[]) as s (tenant, id)
                join till.reversal r on r.tenant_id = s.tenant and r.id = s.id
                """)) {
            for (int pair = 0; pair < 2; pair++) {
                statement.setArray(1 + 2 * pair, array(sql, "int4", asked, one -> one.town.id()));
                statement.setArray(2 + 2 * pair, array(sql, "uuid", asked, one -> one.id));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    kept.add(row.getObject(1, UUID.class));
                }
            }
        }
        return kept;
    }

    /**
     * Adds what was asked since the last time, all of it answered, and returns everything that is not as it should be: none
     * when all is well.
     */
    List<String> add(Connection sql, List<Asked> asked) throws SQLException {
        asked.forEach(this::count);
        before = now;
        now = lastTransfer(sql);
        return differences(sql, asked);
    }

    /** The same for {@code asked}, which was added last: looks once more and adds nothing. */
    List<String> differences(Connection sql, List<Asked> asked) throws SQLException {
        bring(sql, asked);
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> rule : RULES.entrySet()) {
            try (Statement statement = sql.createStatement();
                    ResultSet row = statement.executeQuery(rule.getValue() + " limit 3")) {
                while (row.next()) {
                    wrong.add(rule.getKey() + " - but " + row.getString(1));
                }
            }
        }
        return wrong;
    }

    private void count(Asked one) {
        Asked.Told answer = one.told();
        if (answer == null) {
            throw new IllegalStateException(one.id + " has no answer");
        }
        tally(answer.result(), 1, one.amount);
        Long balance = answer.balance();
        switch (answer.result()) {
            case "approved" -> tally("purchase", 1, one.amount);
            case "reversed" -> {
                tally("purchase_reversal", 1, one.amount);
                tally("given back", 0, one.amount);
            }
            default -> {}
        }
        if (one.purchase == null && balance != null) {
            tally("balances", 1, balance);
        }
    }

    private void tally(String what, int number, long amount) {
        long[] sum = told.computeIfAbsent(what, key -> new long[2]);
        sum[0] += number;
        sum[1] += amount;
    }

    private void bring(Connection sql, List<Asked> asked) throws SQLException {
        try (Statement statement = sql.createStatement()) {
            statement.execute("""
                    drop table if exists pg_temp.said, pg_temp.told, pg_temp.town, pg_temp.before;
                    create temp table said (tenant int, id uuid, purchase uuid, amount bigint, result text, reason text,
                        balance bigint, reversed bigint);
                    create temp table told (what text, number bigint, amount numeric);
                    create temp table town (id int);
                    create temp table before (last_transfer bigint);
                    """);
        }
        insert(
                sql,
                "insert into said select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)",
                array(sql, "int4", asked, one -> one.town.id()),
                array(sql, "uuid", asked, one -> one.id),
                array(sql, "uuid", asked, one -> one.purchase),
                array(sql, "int8", asked, one -> one.amount),
                array(sql, "text", asked, one -> one.told().result()),
                array(sql, "text", asked, one -> one.told().reason()),
                array(sql, "int8", asked, one -> one.told().balance()),
                array(sql, "int8", asked, one -> one.told().reversed()));
        insert(
                sql,
                "insert into told select * from unnest(?, ?, ?)",
                array(sql, "text", told.entrySet(), Map.Entry::getKey),
                array(sql, "int8", told.entrySet(), sum -> sum.getValue()[0]),
                array(sql, "int8", told.entrySet(), sum -> sum.getValue()[1]));
        insert(sql, "insert into town select unnest(?)", array(sql, "int4", towns, CutTown::id));
        insert(sql, "insert into before values (?)", before);
        try (Statement statement = sql.createStatement()) {
            statement.execute("analyze said");
        }
    }

    private static long lastTransfer(Connection sql) throws SQLException {
        try (Statement statement = sql.createStatement();
                ResultSet row = statement.executeQuery("select max(id) from ledger.transfer")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void insert(Connection sql, String text, Object... parameters) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement(text)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static <T> java.sql.Array array(Connection sql, String type, Collection<T> of, Function<T, Object> value)
            throws SQLException {
        return sql.createArrayOf(type, of.stream().map(value).toArray());
    }
}
