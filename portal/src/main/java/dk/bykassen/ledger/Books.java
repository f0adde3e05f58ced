package dk.bykassen.ledger;

import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Proves the current tenant's books: balances are kept beside the transfers and must follow from them. */
@Component
public class Books {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Books(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds up every transfer of the tenant; one statement, so purchases may go on meanwhile. */
    @Transactional(readOnly = true)
    public Proof proof() {
        var differences = new ArrayList<Proof.Difference>();
        var counted = new long[3];
        jdbc.sql("""
                with moved as (
                    select account, sum(amount)::bigint as amount
                    from (
                        select credit_account as account, amount from ledger.transfer where tenant_id = :tenant
                        union all
                        select debit_account, -amount from ledger.transfer where tenant_id = :tenant
                    ) side
                    group by account
                ), difference as (
                    select a.id, a.balance, coalesce(m.amount, 0) as moved
                    from ledger.account a
                    left join moved m on m.account = a.id
                    where a.tenant_id = :tenant and a.balance <> coalesce(m.amount, 0)
                )
                select totals.accounts, totals.trial_balance, transfers.transfers, d.id, d.balance, d.moved
                from (
                    select count(*) as accounts, coalesce(sum(balance), 0)::bigint as trial_balance
                    from ledger.account
                    where tenant_id = :tenant
                ) totals
                cross join (select count(*) as transfers from ledger.transfer where tenant_id = :tenant) transfers
                left join difference d on true
                order by d.id
                """).param("tenant", Tenants.current().id()).query((ResultSet row) -> {
            counted[0] = row.getLong("accounts");
            counted[1] = row.getLong("transfers");
            counted[2] = row.getLong("trial_balance");
            if (row.getObject("id") != null) {
                differences.add(new Proof.Difference(row.getLong("id"), row.getLong("balance"), row.getLong("moved")));
            }
        });
        return new Proof(counted[0], counted[1], counted[2], List.copyOf(differences));
    }

    /** Those of {@code accounts} whose balance is not the sum of their transfers. */
    @Transactional(readOnly = true)
    public List<Proof.Difference> differences(Collection<Long> accounts) {
        return jdbc.sql("""
                select a.id, a.balance, moved.amount as moved
                from ledger.account a
                cross join lateral (
                    select coalesce((
                               select sum(amount) from ledger.transfer
                               where tenant_id = a.tenant_id and credit_account = a.id and kind <> 'purchase'), 0)::bigint
                           + case when a.kind = 'merchant' then coalesce((
                               select sum(amount) from ledger.transfer
                               where tenant_id = a.tenant_id and credit_account = a.id and kind = 'purchase'), 0)::bigint
                             else 0 end
                           - coalesce((
                               select sum(amount) from ledger.transfer
                               where tenant_id = a.tenant_id and debit_account = a.id), 0)::bigint as amount
                ) moved
                where a.tenant_id = :tenant and a.id = any (:accounts) and a.balance <> moved.amount
                order by a.id
                """)
                .param("tenant", Tenants.current().id())
                .param("accounts", accounts.toArray(Long[]::new))
                .query((row, number) ->
                        new Proof.Difference(row.getLong("id"), row.getLong("balance"), row.getLong("moved")))
                .list();
    }

    /** Proves the books and keeps what was found. */
    @Transactional
    public Proof prove(Instant at) {
        Proof proof = proof();
        jdbc.sql("""
                insert into ledger.proof (tenant_id, at, accounts, transfers, trial_balance, differences)
                values (:tenant, :at, :accounts, :transfers, :trialBalance, :differences::jsonb)
                """)
                .param("tenant", Tenants.current().id())
                .param("at", Timestamp.from(at))
                .param("accounts", proof.accounts())
                .param("transfers", proof.transfers())
                .param("trialBalance", proof.trialBalance())
                .param("differences", json.writeValueAsString(proof.differences()))
                .update();
        return proof;
    }
}
