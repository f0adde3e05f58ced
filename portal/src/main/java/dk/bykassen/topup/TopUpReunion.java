package dk.bykassen.topup;

import dk.bykassen.identity.Reunion;
import dk.bykassen.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Standing orders go over when two persons prove to be one; the cards they charge go with module payment. */
@Component
class TopUpReunion implements Reunion {

    private final JdbcClient jdbc;

    TopUpReunion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void move(long from, long to) {
        jdbc.sql("update card.auto_top_up set person_id = :to where tenant_id = :tenant and person_id = :from")
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .param("to", to)
                .update();
    }
}
