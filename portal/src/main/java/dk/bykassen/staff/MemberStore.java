package dk.bykassen.staff;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MemberStore {

    private final JdbcClient jdbc;

    MemberStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a sign-in wrote. */
    record Seen(long id, UUID publicId) {}

    /** Writes down who signed in and what the directory says of them now; what it said before is forgotten. */
    Seen seen(
            String issuer,
            String subject,
            String name,
            @Nullable String email,
            Collection<String> claims,
            Instant now) {
        return jdbc.sql("""
                insert into staff.member (
                    tenant_id, public_id, issuer, subject, name, email, claims, first_seen_at, last_signed_in_at
                )
                values (:tenant, :public_id, :issuer, :subject, :name, :email, :claims, :now, :now)
                on conflict (tenant_id, issuer, subject) do update
                set name = excluded.name,
                    email = excluded.email,
                    claims = excluded.claims,
                    last_signed_in_at = greatest(member.last_signed_in_at, excluded.last_signed_in_at)
                returning id, public_id
                """)
                .param("tenant", Tenants.current().id())
                .param("public_id", Uuid7.next())
                .param("issuer", issuer)
                .param("subject", subject)
                .param("name", name)
                .param("email", email)
                .param("claims", claims.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Seen(row.getLong("id"), row.getObject("public_id", UUID.class)))
                .single();
    }

    /** Those who may {@code role}, the latest first: whom to ask. */
    List<String> named(Role role, int most) {
        return jdbc.sql("""
                select m.name
                from staff.member m
                where m.tenant_id = :tenant and exists (
                    select
                    from staff.role_mapping r
                    where r.tenant_id = m.tenant_id and r.claim = any (m.claims) and r.role = :role
                )
                order by m.last_signed_in_at desc
                limit :most
                """)
                .param("tenant", Tenants.current().id())
                .param("role", role.code())
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** The roles in a row's column {@code roles}. */
    static Set<Role> roles(ResultSet row) throws SQLException {
        var roles = EnumSet.noneOf(Role.class);
        for (String code : (String[]) row.getArray("roles").getArray()) {
            Role.coded(code).ifPresent(roles::add);
        }
        return roles;
    }
}
