package dk.bykassen.bench;

import java.sql.SQLException;

/** The part of the bookkeeper's work that is about accounts: what a turn bought, and how the accounts it touched stand. */
record Accounts(Bookkeeper books) {

    void verify() throws SQLException {
        balances();
        chains();
        counters();
    }

    private void balances() throws SQLException {
        books.none("%d balances are not what the turn's purchases leave", """
                with flows as (
                    select tenant_id, id, sum(amount) as amount
                    from (
                        select tenant_id, debit_account as id, -amount as amount from moved
                        union all
                        select tenant_id, credit_account, amount from moved
                    ) side
                    group by tenant_id, id
                )
                select count(*)
                from flows f
                left join ledger.account a on a.tenant_id = f.tenant_id and a.id = f.id
                left join bench.known k on k.tenant_id = f.tenant_id and k.id = f.id
                where a.id is null or k.id is null or a.balance <> k.balance + f.amount or a.balance < a.at_least
                """);
        books.none("%d transfers do not go from a purse to a merchant", """
                select count(*)
                from moved m
                left join ledger.account d on d.tenant_id = m.tenant_id and d.id = m.debit_account
                left join ledger.account c on c.tenant_id = m.tenant_id and c.id = m.credit_account
                where d.kind is distinct from 'purse' or c.kind is distinct from 'merchant'
                """);
    }

    /** A purse only loses money in a turn: each approval goes on where the one before, or the turn before, left off. */
    private void chains() throws SQLException {
        books.none("%d balances were told that do not follow from the one before", """
                select count(*)
                from (
                    select k.balance_after + k.total as before,
                           lag(k.balance_after) over (
                               partition by k.tenant_id, k.account_id order by k.balance_after desc) as previous,
                           known.balance as first
                    from kept k
                    join bench.known known on known.tenant_id = k.tenant_id and known.id = k.account_id
                    where k.result = 'approved'
                ) c
                where before <> coalesce(previous, first)
                """);
        books.none("%d purchases were declined for want of money that was there", """
                select count(*)
                from kept k
                join ledger.account a on a.tenant_id = k.tenant_id and a.id = k.account_id
                where k.reason = 'insufficient_funds' and k.balance_after - k.total >= a.at_least
                """);
    }

    private void counters() throws SQLException {
        books.none("%d purchases were not counted for what they are", """
                select count(*)
                from kept
                where (result = 'approved') <> (counted is not null) or result = 'approved' and counted[1] <> total
                """);
        books.none("%d counters do not say what was bought", """
                with bought as (
                    select k.tenant_id, k.account_id, c.slot, k.counted_on, sum(c.amount) as amount
                    from kept k
                    cross join lateral unnest(k.counted) with ordinality c (amount, slot)
                    where k.result = 'approved'
                    group by k.tenant_id, k.account_id, c.slot, k.counted_on
                ), summed as (
                    select a.tenant_id, a.id, b.slot, a.spent_on, a.spent,
                           sum(b.amount) filter (where b.counted_on = a.spent_on) as day,
                           sum(b.amount) filter (
                               where date_trunc('week', b.counted_on) = date_trunc('week', a.spent_on)) as week,
                           sum(b.amount) filter (
                               where date_trunc('month', b.counted_on) = date_trunc('month', a.spent_on)) as month
                    from bought b
                    join ledger.account a on a.tenant_id = b.tenant_id and a.id = b.account_id
                    group by a.tenant_id, a.id, b.slot
                )
                select count(*)
                from summed s
                join bench.known k on k.tenant_id = s.tenant_id and k.id = s.id
                where s.spent[s.slot * 3 - 2]
                          <> s.day + case when k.spent_on = s.spent_on then k.spent[s.slot * 3 - 2] else 0 end
                   or s.spent[s.slot * 3 - 1]
                          <> s.week
                             + case when date_trunc('week', k.spent_on) = date_trunc('week', s.spent_on)
                                   then k.spent[s.slot * 3 - 1] else 0 end
                   or s.spent[s.slot * 3]
                          <> s.month
                             + case when date_trunc('month', k.spent_on) = date_trunc('month', s.spent_on)
                                   then k.spent[s.slot * 3] else 0 end
                """);
        books.none("%d limits were passed", """
                select count(*)
                from (select distinct tenant_id, account_id from kept where result = 'approved') k
                join ledger.account p on p.tenant_id = k.tenant_id and p.id = k.account_id
                join card.account a on a.tenant_id = p.tenant_id and a.purse_id = p.id
                join card.rule r on r.tenant_id = a.tenant_id and r.account_id = a.id
                where exists (select from unnest(p.spent, r.limits) as s (spent, allowed) where s.spent > s.allowed)
                """);
    }
}
