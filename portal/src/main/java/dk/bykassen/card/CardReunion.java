package dk.bykassen.card;

import dk.bykassen.identity.Reunion;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Accounts and links go over when two persons prove to be one. The purses stay where they are: money
 * moves by transfers alone, and none is needed.
 */
@Component
class CardReunion implements Reunion {

    private final JdbcClient jdbc;
    private final InstantSource clock;

    CardReunion(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void move(long from, long to) {
        endDoubleLinks(from, to);
        change("update card.link set person_id = :to where tenant_id = :tenant and person_id = :from", from, to);
        change(
                "update card.card_order set ordered_by = :to where tenant_id = :tenant and ordered_by = :from",
                from,
                to);
        change("update card.account set holder_id = :to where tenant_id = :tenant and holder_id = :from", from, to);
    }

    /** Where both may act for an account, the stronger right stays: a holder is one whoever else they are. */
    private void endDoubleLinks(long from, long to) {
        jdbc.sql("""
                with own as (
                    select
                        id,
                        row_number() over (
                            partition by account_id
                            order by case kind when 'holder' then 1 when 'guardian' then 2 else 3 end, id
                        ) as place
                    from card.link
                    where tenant_id = :tenant and person_id in (:from, :to) and status = 'active'
                )
                update card.link l
                set status = 'ended', until = greatest(:now, l.since)
                from own
                where l.tenant_id = :tenant and l.id = own.id and own.place > 1
                """)
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .param("to", to)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private void change(String sql, long from, long to) {
        jdbc.sql(sql)
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .param("to", to)
                .update();
    }
}
