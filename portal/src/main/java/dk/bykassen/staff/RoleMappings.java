package dk.bykassen.staff;

import dk.bykassen.tenant.Tenants;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which word of the tenant's directory is which role. */
@Service
@Transactional
class RoleMappings {

    private final JdbcClient jdbc;

    RoleMappings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A tenant that has said nothing yet has a directory that speaks as we do ({@code customer-service}, …): else nobody could
     * ever say otherwise. Once something is said it is never nothing again, since an administrator always remains.
     */
    void plant() {
        jdbc.sql("""
                insert into staff.role_mapping (tenant_id, claim, role)
                select :tenant, role, role
                from unnest(:roles::text[]) role
                where not exists (select from staff.role_mapping where tenant_id = :tenant)
                on conflict do nothing
                """)
                .param("tenant", Tenants.current().id())
                .param("roles", Arrays.stream(Role.values()).map(Role::code).toArray(String[]::new))
                .update();
    }
}
