package dk.bykassen.staff;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.tenant.Tenants;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which word of the tenant's directory is which role. */
@Service
@Transactional
class RoleMappings {

    private final JdbcClient jdbc;
    private final MemberStore members;
    private final AuditTrail audit;

    RoleMappings(JdbcClient jdbc, MemberStore members, AuditTrail audit) {
        this.jdbc = jdbc;
        this.members = members;
        this.audit = audit;
    }

    /** What became of a wish to change the table. */
    enum Change {
        DONE,
        /** It was so already. */
        NOTHING_TO_DO,
        /** Nobody who was ever here would be an administrator any more. */
        NOBODY_LEFT
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

    @Transactional(readOnly = true)
    public List<RoleMapping> all() {
        return jdbc.sql("select claim, role from staff.role_mapping where tenant_id = :tenant order by role, claim")
                .param("tenant", Tenants.current().id())
                .query((row, number) -> new RoleMapping(
                        row.getString("claim"),
                        Role.coded(row.getString("role")).orElseThrow()))
                .list();
    }

    /** The names of members seen so far of whom the directory says {@code claim}. */
    @Transactional(readOnly = true)
    public List<String> concerned(String claim) {
        return members.told(claim);
    }

    public Change add(StaffMember by, RoleMapping mapping) {
        int added = jdbc.sql("""
                insert into staff.role_mapping (tenant_id, claim, role)
                values (:tenant, :claim, :role)
                on conflict do nothing
                """)
                .param("tenant", Tenants.current().id())
                .param("claim", mapping.claim())
                .param("role", mapping.role().code())
                .update();
        return added == 0 ? Change.NOTHING_TO_DO : done(by, "staff.role.mapped", mapping);
    }

    /** Two administrators who each take away the other's word meet at the lock: the later one is told. */
    public Change remove(StaffMember by, RoleMapping mapping) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('staff.role_mapping ' || :tenant, 0))")
                .param("tenant", Tenants.current().id())
                .query((row, number) -> true)
                .single();
        if (mapping.role() == Role.ADMINISTRATOR && isLast(mapping)) {
            return Change.NOBODY_LEFT;
        }
        int removed = jdbc.sql("""
                delete from staff.role_mapping where tenant_id = :tenant and claim = :claim and role = :role
                """)
                .param("tenant", Tenants.current().id())
                .param("claim", mapping.claim())
                .param("role", mapping.role().code())
                .update();
        return removed == 0 ? Change.NOTHING_TO_DO : done(by, "staff.role.unmapped", mapping);
    }

    /** Whether no member ever seen would be an administrator without it: a word that nobody has keeps no door open. */
    private boolean isLast(RoleMapping mapping) {
        return jdbc.sql("""
                select not exists (
                    select
                    from staff.role_mapping r
                    join staff.member m on m.tenant_id = r.tenant_id and r.claim = any (m.claims)
                    where r.tenant_id = :tenant and r.role = :role and r.claim <> :claim
                )
                """)
                .param("tenant", Tenants.current().id())
                .param("role", mapping.role().code())
                .param("claim", mapping.claim())
                .query(Boolean.class)
                .single();
    }

    private Change done(StaffMember by, String action, RoleMapping mapping) {
        audit.write(Deed.by(by.actor(), action).on(mapping.role().code()).with("claim", mapping.claim()));
        return Change.DONE;
    }
}
