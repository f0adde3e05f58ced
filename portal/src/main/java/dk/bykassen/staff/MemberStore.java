package dk.bykassen.staff;

import dk.bykassen.audit.Actor;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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
    record Seen(long id, UUID publicId, List<String> roles) {}

    /** How the list of members is cut into pages. */
    static final int PAGE = 50;

    private static final String MEMBER = """
            select m.*,
                   array(
                       select distinct r.role
                       from staff.role_mapping r
                       where r.tenant_id = m.tenant_id and r.claim = any (m.claims)
                   ) as roles,
                   array(
                       select told.claim
                       from unnest(m.claims) told (claim)
                       where not exists (
                           select from staff.role_mapping r where r.tenant_id = m.tenant_id and r.claim = told.claim
                       )
                   ) as unknown,
                   (
                       select count(*)
                       from staff.session s
                       where s.tenant_id = m.tenant_id
                         and s.member_id = m.id
                         and s.ended_at is null
                         and s.expires_at > :now
                         and s.last_seen_at > :idle_since
                   ) as sessions
            from staff.member m
            """;

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
                returning id, public_id,
                          array(
                              select distinct r.role
                              from staff.role_mapping r
                              where r.tenant_id = member.tenant_id and r.claim = any (member.claims)
                          ) as roles
                """)
                .param("tenant", Tenants.current().id())
                .param("public_id", Uuid7.next())
                .param("issuer", issuer)
                .param("subject", subject)
                .param("name", name)
                .param("email", email)
                .param("claims", claims.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query((row, number) ->
                        new Seen(row.getLong("id"), row.getObject("public_id", UUID.class), List.of((String[])
                                row.getArray("roles").getArray())))
                .single();
    }

    /** A page of everybody, the latest to sign in first; one more than {@link #PAGE} when there is another page. */
    List<Member> page(int page, Instant now) {
        return jdbc.sql(MEMBER + """
                where m.tenant_id = :tenant
                order by m.last_signed_in_at desc, m.id desc
                offset :skipped
                limit :most
                """)
                .param("now", Timestamp.from(now))
                .param("idle_since", Timestamp.from(DeskSessions.LIFETIME.idleSince(now)))
                .param("tenant", Tenants.current().id())
                .param("skipped", (page - 1) * PAGE)
                .param("most", PAGE + 1)
                .query(MemberStore::member)
                .list();
    }

    Optional<Member> byPublicId(UUID publicId, Instant now) {
        return jdbc.sql(MEMBER + "where m.tenant_id = :tenant and m.public_id = :id")
                .param("now", Timestamp.from(now))
                .param("idle_since", Timestamp.from(DeskSessions.LIFETIME.idleSince(now)))
                .param("tenant", Tenants.current().id())
                .param("id", publicId)
                .query(MemberStore::member)
                .optional();
    }

    /** As the audit trail names a member for whom a job works. */
    Actor actor(long id) {
        return jdbc.sql("""
                select m.public_id, m.name,
                       array(
                           select distinct r.role
                           from staff.role_mapping r
                           where r.tenant_id = m.tenant_id and r.claim = any (m.claims)
                       ) as roles
                from staff.member m
                where m.tenant_id = :tenant and m.id = :id
                """)
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .query((row, number) -> Actor.staff(
                        row.getObject("public_id", UUID.class),
                        row.getString("name"),
                        roles(row).stream().map(Role::code).toList()))
                .single();
    }

    /** Those of whom the directory says {@code claim}. */
    List<String> told(String claim) {
        return jdbc.sql("""
                select name
                from staff.member
                where tenant_id = :tenant and :claim = any (claims)
                order by name
                limit :most
                """)
                .param("tenant", Tenants.current().id())
                .param("claim", claim)
                .param("most", PAGE)
                .query(String.class)
                .list();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                roles(row),
                List.of((String[]) row.getArray("unknown").getArray()),
                row.getTimestamp("first_seen_at").toInstant(),
                row.getTimestamp("last_signed_in_at").toInstant(),
                row.getInt("sessions"));
    }

    /** Those who have {@code role}, the latest first: whom to ask. */
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
