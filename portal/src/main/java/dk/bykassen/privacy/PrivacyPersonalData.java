package dk.bykassen.privacy;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When somebody asked for a copy of their data, or to be forgotten. */
@Component
class PrivacyPersonalData implements PersonalData {

    private final JdbcClient jdbc;

    PrivacyPersonalData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String source() {
        return "privacy";
    }

    @Override
    public Set<String> tables() {
        return Set.of("privacy.export", "privacy.erasure", "privacy.erasure_step");
    }

    @Override
    public List<Part> parts() {
        return List.of(
                Part.of("exports", "askedAt", "state", "readyAt", "expiresAt", "size"),
                Part.of("erasures", "askedAt", "state", "dueAt", "undoneAt"));
    }

    @Override
    public void export(Subject person, Export out) {
        about(person, "select * from privacy.export where tenant_id = :tenant and person_id = :person order by id")
                .query((ResultSet row) -> out.row(
                        "exports",
                        row.getTimestamp("asked_at"),
                        row.getString("state"),
                        row.getTimestamp("ready_at"),
                        row.getTimestamp("expires_at"),
                        row.getObject("size", Long.class)));
        about(person, "select * from privacy.erasure where tenant_id = :tenant and person_id = :person order by id")
                .query((ResultSet row) -> out.row(
                        "erasures",
                        row.getTimestamp("asked_at"),
                        row.getString("state"),
                        row.getTimestamp("due_at"),
                        row.getTimestamp("undone_at")));
    }

    @Override
    public List<Point> kept(Subject person) {
        return List.of(Point.of("privacy.data.kept"));
    }

    /** Archives go; that somebody asked to be forgotten, and that it was done, stays without a name. */
    @Override
    public void erase(Subject person) {
        about(person, "delete from privacy.export where tenant_id = :tenant and person_id = :person")
                .update();
    }

    private JdbcClient.StatementSpec about(Subject person, String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("person", person.id());
    }
}
