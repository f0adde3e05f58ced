package dk.bykassen.withdrawal;

import dk.bykassen.identity.Reunion;
import dk.bykassen.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Withdrawals go over when two persons prove to be one, also those under way; what was only typed is typed again. */
@Component
class WithdrawalReunion implements Reunion {

    private final WithdrawalDrafts drafts;
    private final JdbcClient jdbc;

    WithdrawalReunion(WithdrawalDrafts drafts, JdbcClient jdbc) {
        this.drafts = drafts;
        this.jdbc = jdbc;
    }

    @Override
    public void move(long from, long to) {
        drafts.removeAll(from);
        jdbc.sql("update withdrawal.withdrawal set person_id = :to where tenant_id = :tenant and person_id = :from")
                .param("to", to)
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .update();
    }
}
