package dk.bykassen.payment;

import dk.bykassen.identity.Reunion;
import dk.bykassen.tenant.Tenants;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Payments and stored cards go over when two persons prove to be one, also those whose outcome nobody knows yet. */
@Component
class PaymentReunion implements Reunion {

    private final JdbcClient jdbc;

    PaymentReunion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void move(long from, long to) {
        for (String sql : List.of(
                "update payment.payment set payer_id = :to where tenant_id = :tenant and payer_id = :from",
                "update payment.stored_card set person_id = :to where tenant_id = :tenant and person_id = :from")) {
            jdbc.sql(sql)
                    .param("tenant", Tenants.current().id())
                    .param("from", from)
                    .param("to", to)
                    .update();
        }
    }
}
