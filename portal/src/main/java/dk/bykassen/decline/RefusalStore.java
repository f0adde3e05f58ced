package dk.bykassen.decline;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.till.DeclinedPurchases.Declined;
import java.sql.Timestamp;
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
}
