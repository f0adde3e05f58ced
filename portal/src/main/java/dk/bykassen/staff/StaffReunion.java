package dk.bykassen.staff;

import dk.bykassen.identity.Reunion;
import dk.bykassen.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The line of a file somebody came with goes along; a reason to look at one half is none to look at the whole. */
@Component
class StaffReunion implements Reunion {

    private final JdbcClient jdbc;

    StaffReunion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void move(long from, long to) {
        jdbc.sql("""
                update staff.import_row
                set person_id = :to
                where tenant_id = :tenant and person_id = :from
                """)
                .param("to", to)
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .update();
        jdbc.sql("delete from staff.opening where tenant_id = :tenant and person_id = :from")
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .update();
    }
}
