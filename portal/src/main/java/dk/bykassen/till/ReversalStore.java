package dk.bykassen.till;

import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReversalStore {

    private final JdbcClient jdbc;

    ReversalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A purchase whose row is locked: its reversals are made one after the other. */
    record Reversible(
            UUID id, long unit, @Nullable Long purse, boolean approved, long total, String currency, long reversed) {}

    /** @param unit whose till made it */
    record Kept(UUID id, long unit, long amount, long reversed, long balance, String currency, byte[] fingerprint) {}

    Optional<Reversible> lock(UUID purchase) {
        return jdbc.sql("""
                select id, unit_id, account_id, result, total, currency, reversed
                from till.purchase
                where tenant_id = :tenant and id = :purchase
                for no key update
                """)
                .param("tenant", Tenants.current().id())
                .param("purchase", purchase)
                .query((row, number) -> new Reversible(
                        row.getObject("id", UUID.class),
                        row.getLong("unit_id"),
                        row.getObject("account_id", Long.class),
                        row.getString("result").equals("approved"),
                        row.getLong("total"),
                        row.getString("currency"),
                        row.getLong("reversed")))
                .optional();
    }

    Optional<Kept> find(UUID reversal) {
        return jdbc.sql("""
                select r.id, t.unit_id, r.amount, r.reversed_after, r.balance_after, p.currency, r.fingerprint
                from till.reversal r
                join till.till t on t.tenant_id = r.tenant_id and t.id = r.till_id
                join ledger.transfer p on p.tenant_id = r.tenant_id and p.group_id = r.id and p.kind <> 'purchase'
                where r.tenant_id = :tenant and r.id = :reversal
                """)
                .param("tenant", Tenants.current().id())
                .param("reversal", reversal)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getLong("unit_id"),
                        row.getLong("amount"),
                        row.getLong("reversed_after"),
                        row.getLong("balance_after"),
                        row.getString("currency"),
                        row.getBytes("fingerprint")))
                .optional();
    }

    void keep(Device till, Reversible purchase, Reversals.Made made, byte[] fingerprint, Instant at) {
        jdbc.sql("""
                insert into till.reversal
                    (tenant_id, id, purchase_id, till_id, amount, at, balance_after, reversed_after, fingerprint)
                values (:tenant, :id, :purchase, :till, :amount, :at, :balance, :reversed, :fingerprint)
                """)
                .param("tenant", Tenants.current().id())
                .param("id", made.id())
                .param("purchase", purchase.id())
                .param("till", till.id())
                .param("amount", made.amount())
                .param("at", Timestamp.from(at))
                .param("balance", made.balance())
                .param("reversed", made.reversed())
                .param("fingerprint", fingerprint)
                .update();
        jdbc.sql("update till.purchase set reversed = :reversed where tenant_id = :tenant and id = :purchase")
                .param("tenant", Tenants.current().id())
                .param("reversed", made.reversed())
                .param("purchase", purchase.id())
                .update();
    }

    /**
     * Takes from the purse's counters what the purchase had counted there, in proportion to what is given back, so that the
     * parts of a whole reversal give back the whole. Only a counter that is still in the purchase's own day, week or month
     * contains it. The caller holds the purse's lock.
     */
    void giveAllowanceBack(Reversible purchase, long purse, long reversed) {
        jdbc.sql("""
                update ledger.account p
                set spent = array(
                    select greatest(0, counter.amount - case
                        when (counter.n - 1) % 3 = 0 and k.counted_on = p.spent_on
                          or (counter.n - 1) % 3 = 1
                              and date_trunc('week', k.counted_on::timestamp) = date_trunc('week', p.spent_on::timestamp)
                          or (counter.n - 1) % 3 = 2
                              and date_trunc('month', k.counted_on::timestamp) = date_trunc('month', p.spent_on::timestamp)
                        then k.counted[(counter.n - 1) / 3 + 1] * :after / k.total
                           - k.counted[(counter.n - 1) / 3 + 1] * :before / k.total
                        else 0
                    end)
                    from unnest(p.spent) with ordinality as counter (amount, n)
                    order by counter.n)
                from till.purchase k
                where p.tenant_id = :tenant and p.id = :purse and p.spent_on is not null
                  and k.tenant_id = :tenant and k.id = :purchase and k.counted_on is not null
                """)
                .param("tenant", Tenants.current().id())
                .param("purse", purse)
                .param("purchase", purchase.id())
                .param("before", purchase.reversed())
                .param("after", reversed)
                .update();
    }
}
