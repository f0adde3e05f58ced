package dk.bykassen.staff;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Why members opened whose pages: a reason opens one citizen's page in one session for half an hour of real time. */
@Service
@Transactional
class Openings {

    static final Duration LIFE = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    Openings(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** The reason given for a page, while it counts. */
    record Opening(LookReason reason, @Nullable String words) {}

    /** Notes the reason; the page itself is noted each time it is shown. */
    public void open(StaffMember member, Person person, LookReason reason, @Nullable String words) {
        Instant now = Instant.now();
        jdbc.sql("""
                insert into staff.opening (tenant_id, session_id, person_id, reason, words, given_at, until)
                values (:tenant, :session, :person, :reason, :words, :now, :until)
                on conflict (tenant_id, session_id, person_id) do update
                set reason = excluded.reason,
                    words = excluded.words,
                    given_at = excluded.given_at,
                    until = excluded.until
                """)
                .param("tenant", Tenants.current().id())
                .param("session", member.sessionId())
                .param("person", person.id())
                .param("reason", reason.code())
                .param("words", words)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(LIFE)))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Opening> inForce(StaffMember member, Person person) {
        return jdbc.sql("""
                select reason, words
                from staff.opening
                where tenant_id = :tenant and session_id = :session and person_id = :person and until > :now
                """)
                .param("tenant", Tenants.current().id())
                .param("session", member.sessionId())
                .param("person", person.id())
                .param("now", Timestamp.from(Instant.now()))
                .query((row, number) ->
                        new Opening(LookReason.coded(row.getString("reason")).orElseThrow(), row.getString("words")))
                .optional();
    }

    /** Writes a page that is about to be shown into the trail, for the citizen to read. */
    public void seen(StaffMember member, Person person, Opening opening, String action) {
        audit.write(Deed.by(member.actor(), action)
                .to(person.publicId())
                .because(opening.reason().code(), opening.words()));
    }
}
