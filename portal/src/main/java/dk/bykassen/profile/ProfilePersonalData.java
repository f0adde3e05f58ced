package dk.bykassen.profile;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody agreed to, and the codes sent to prove their addresses. Codes are gone after two days by themselves. What
 * was agreed to is kept when its person leaves, as the proof the law wants; by then it names nobody.
 */
@Component
class ProfilePersonalData implements PersonalData {

    private final JdbcClient jdbc;

    ProfilePersonalData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String source() {
        return "profile";
    }

    @Override
    public Set<String> tables() {
        return Set.of("profile.consent", "identity.code");
    }

    @Override
    public List<Part> parts() {
        return List.of(
                Part.of("consents", "purpose", "given", "version", "at", "channel"),
                Part.of("codes", "purpose", "channel", "sentAt", "expiresAt"));
    }

    @Override
    public void export(Subject person, Export out) {
        jdbc.sql("""
                select purpose, given, version, at, channel
                from profile.consent
                where tenant_id = :tenant and person_id = :person
                order by id
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person.id())
                .query(row -> {
                    out.row(
                            "consents",
                            row.getString("purpose"),
                            row.getBoolean("given"),
                            row.getInt("version"),
                            row.getTimestamp("at").toInstant(),
                            row.getString("channel"));
                });
        jdbc.sql("""
                select purpose, channel, sent_at, expires_at
                from identity.code
                where tenant_id = :tenant and holder = :holder
                order by sent_at
                """)
                .param("tenant", Tenants.current().id())
                .param("holder", person.publicId())
                .query(row -> {
                    Instant sent = row.getTimestamp("sent_at").toInstant();
                    Instant expires = row.getTimestamp("expires_at").toInstant();
                    out.row("codes", row.getString("purpose"), row.getString("channel"), sent, expires);
                });
    }

    @Override
    public List<Point> kept(Subject person) {
        return List.of(Point.of("profile.kept.consents"));
    }

    @Override
    public void erase(Subject person) {
        jdbc.sql("delete from identity.code where tenant_id = :tenant and holder = :holder")
                .param("tenant", Tenants.current().id())
                .param("holder", person.publicId())
                .update();
    }
}
