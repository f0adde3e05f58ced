package dk.bykassen.staff;

import dk.bykassen.kernel.BearerToken;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.OldRows;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeskSessionStore {

    private static final String ID_TOKEN = "desk-id-token";
    private static final OldRows OLD = new OldRows("staff.session", "id", "expires_at", 20);
    /** Roles are what the directory's words mean at this moment: a mapping taken away counts at once. */
    private static final String IN_FORCE = """
            select s.id as session_id, s.created_at, s.last_seen_at, s.expires_at, m.id, m.public_id, m.name,
                   array(
                       select distinct r.role
                       from staff.role_mapping r
                       where r.tenant_id = m.tenant_id and r.claim = any (m.claims)
                   ) as roles
            from staff.session s
            join staff.member m on m.tenant_id = s.tenant_id and m.id = s.member_id
            where s.tenant_id = :tenant
              and s.ended_at is null
              and s.expires_at > :now
              and s.last_seen_at > :idle_since
            """;

    private final JdbcClient jdbc;
    private final Keyring keyring;

    DeskSessionStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    /** What sign-out needs to know of the session it ended. */
    record Ended(String provider, @Nullable String idToken) {}

    /** A session in force with the time it was last written down as used. */
    record Found(StaffMember member, Instant lastSeenAt) {}

    Optional<Found> find(BearerToken token, Instant now) {
        return jdbc.sql(IN_FORCE + "and s.token_hash = :hash")
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .param("now", Timestamp.from(now))
                .param("idle_since", Timestamp.from(DeskSessions.LIFETIME.idleSince(now)))
                .query((row, number) -> found(row, now))
                .optional();
    }

    /** By its inside id; asking does not count as using it. */
    Optional<Found> find(long id, Instant now) {
        return jdbc.sql(IN_FORCE + "and s.id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .param("now", Timestamp.from(now))
                .param("idle_since", Timestamp.from(DeskSessions.LIFETIME.idleSince(now)))
                .query((row, number) -> found(row, now))
                .optional();
    }

    void open(BearerToken token, long member, String provider, @Nullable String idToken, Instant now) {
        jdbc.sql("""
                insert into staff.session (
                    tenant_id, token_hash, member_id, provider, id_token, created_at, last_seen_at, expires_at
                )
                values (:tenant, :hash, :member, :provider, :id_token, :now, :now, :until)
                """)
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .param("member", member)
                .param("provider", provider)
                .param("id_token", idToken == null ? null : keyring.encrypt(ID_TOKEN, idToken))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(DeskSessions.LIFETIME.until(now)))
                .update();
    }

    void touch(long id, Instant now) {
        jdbc.sql("update staff.session set last_seen_at = :now where tenant_id = :tenant and id = :id")
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .update();
    }

    Optional<Ended> end(BearerToken token, Instant now) {
        return jdbc.sql("""
                update staff.session
                set ended_at = :now
                where tenant_id = :tenant and token_hash = :hash and ended_at is null
                returning provider, id_token
                """)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .query((row, number) -> {
                    byte[] sealed = row.getBytes("id_token");
                    return new Ended(
                            row.getString("provider"), sealed == null ? null : keyring.decrypt(ID_TOKEN, sealed));
                })
                .optional();
    }

    /** @return how many there were */
    int endAll(long member, Instant now) {
        return jdbc.sql("""
                update staff.session
                set ended_at = :now
                where tenant_id = :tenant and member_id = :member and ended_at is null and expires_at > :now
                """)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("member", member)
                .update();
    }

    /** Forgets a few sessions that were over before {@code before}: each sign-in clears up more than it adds. */
    void forgetOld(Instant before) {
        OLD.forgetFew(jdbc, before);
    }

    private static Found found(ResultSet row, Instant now) throws SQLException {
        Instant lastSeen = row.getTimestamp("last_seen_at").toInstant();
        var member = new StaffMember(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getString("name"),
                MemberStore.roles(row),
                row.getLong("session_id"),
                row.getTimestamp("created_at").toInstant(),
                DeskSessions.LIFETIME.end(
                        lastSeen, now, row.getTimestamp("expires_at").toInstant()));
        return new Found(member, lastSeen);
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedDeskTokens() {
            return new SealedColumn("staff.session", "id", "id_token", ID_TOKEN);
        }
    }
}
