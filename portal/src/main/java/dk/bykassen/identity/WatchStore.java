package dk.bykassen.identity;

import dk.bykassen.kernel.BearerToken;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sessions through which members of staff see citizens' pages. */
@Repository
class WatchStore {

    /** In place of a provider: nobody signed in. */
    private static final String WAY = "watch";

    private final JdbcClient jdbc;

    WatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(BearerToken token, long person, long watch, Instant now, Instant until) {
        jdbc.sql("""
                insert into identity.session (
                    tenant_id, token_hash, person_id, way, watch_id, created_at, last_seen_at, expires_at
                )
                values (:tenant, :hash, :person, :way, :watch, :now, :now, :until)
                """)
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .param("person", person)
                .param("way", WAY)
                .param("watch", watch)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .update();
    }

    /** The session of that token where it showed somebody's pages once and does no more. */
    Optional<Long> over(BearerToken token) {
        return jdbc.sql("""
                select id
                from identity.session
                where tenant_id = :tenant and token_hash = :hash and watch_id is not null
                """)
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .query(Long.class)
                .optional();
    }

    boolean isInForce(long session, Instant now) {
        return jdbc.sql("""
                select exists (
                    select
                    from identity.session
                    where tenant_id = :tenant
                      and id = :id
                      and ended_at is null
                      and expires_at > :now
                      and last_seen_at > :idle_since
                )
                """)
                .param("tenant", Tenants.current().id())
                .param("id", session)
                .param("now", Timestamp.from(now))
                .param("idle_since", Timestamp.from(Sessions.LIFETIME.idleSince(now)))
                .query(Boolean.class)
                .single();
    }

    void shows(long session, @Nullable Long watch) {
        jdbc.sql("update identity.session set shown_watch_id = :watch where tenant_id = :tenant and id = :id")
                .param("watch", watch)
                .param("tenant", Tenants.current().id())
                .param("id", session)
                .update();
    }
}
