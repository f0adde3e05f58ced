package dk.bykassen.password;

import dk.bykassen.identity.Reunion;
import dk.bykassen.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One human has one password and one name on each channel: those of the person who stays, and where that one has none the
 * other's. Links on their way to the other open nothing any more.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PasswordReunion implements Reunion {

    private final JdbcClient jdbc;

    PasswordReunion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void move(long from, long to) {
        run("delete from password.renewal where tenant_id = :tenant and person_id = :from", from, to);
        run("""
                update password.password
                set person_id = :to
                where tenant_id = :tenant and person_id = :from
                  and not exists (select from password.password where tenant_id = :tenant and person_id = :to)
                """, from, to);
        run("delete from password.password where tenant_id = :tenant and person_id = :from", from, to);
        run("""
                update password.sign_in_name n
                set person_id = :to
                where n.tenant_id = :tenant and n.person_id = :from
                  and not exists (
                      select from password.sign_in_name kept
                      where kept.tenant_id = :tenant and kept.person_id = :to and kept.channel = n.channel)
                """, from, to);
        run("delete from password.sign_in_name where tenant_id = :tenant and person_id = :from", from, to);
    }

    private void run(String sql, long from, long to) {
        jdbc.sql(sql)
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .param("to", to)
                .update();
    }
}
