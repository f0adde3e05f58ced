package dk.bykassen.privacy;

import dk.bykassen.identity.Reunion;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who proves to be two persons keeps neither half's copies, which tell only half, nor a wish to leave that was said for one
 * half alone.
 */
@Component
class PrivacyReunion implements Reunion {

    private final JdbcClient jdbc;
    private final InstantSource clock;

    PrivacyReunion(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void move(long from, long to) {
        jdbc.sql("delete from privacy.export where tenant_id = :tenant and person_id in (:from, :to)")
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .param("to", to)
                .update();
        jdbc.sql("""
                update privacy.erasure
                set state = 'undone', undone_at = :at
                where tenant_id = :tenant and person_id in (:from, :to) and state = 'waiting'
                """)
                .param("at", Timestamp.from(clock.instant()))
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .param("to", to)
                .update();
    }
}
