package dk.bykassen.audit;

import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes lines that nobody can change afterwards. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class AuditTrail {

    /** Who acted. */
    public enum ActorKind {
        citizen,
        staff,
        system,
        device
    }

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final JsonMapper json;

    AuditTrail(JdbcClient jdbc, InstantSource clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Adds a line in the caller's transaction.
     *
     * @param actor public id of the person or device, null for the system itself
     * @param action dotted, lower case, such as {@code card.auto-top-up.cancelled}
     * @param subject public id of what it was done to
     * @param detail old and new values where they matter; nothing that names a person, no numbers of cards or people
     */
    public void record(ActorKind kind, @Nullable Object actor, String action, Object subject, Map<String, ?> detail) {
        jdbc.sql("""
                insert into audit.entry (tenant_id, at, actor_kind, actor, action, subject, detail)
                values (:tenant, :at, :kind, :actor, :action, :subject, :detail::jsonb)
                """)
                .param("tenant", Tenants.current().id())
                .param("at", Timestamp.from(clock.instant()))
                .param("kind", kind.name())
                .param("actor", actor == null ? null : actor.toString())
                .param("action", action)
                .param("subject", subject.toString())
                .param("detail", json.writeValueAsString(detail))
                .update();
    }
}
