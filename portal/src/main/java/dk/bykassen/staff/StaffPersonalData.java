package dk.bykassen.staff;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reasons under which staff opened somebody's page a moment ago (for good they stand in the audit trail), and the line of an
 * older system's file that somebody came with.
 */
@Component
class StaffPersonalData implements PersonalData {

    private final JdbcClient jdbc;

    StaffPersonalData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String source() {
        return "staff";
    }

    @Override
    public Set<String> tables() {
        return Set.of("staff.opening", "staff.import_row");
    }

    @Override
    public List<Part> parts() {
        return List.of(
                Part.of("openings", "givenAt", "name", "reason", "words"),
                Part.of("imports", "uploadedAt", "line", "state"));
    }

    @Override
    public void export(Subject person, Export out) {
        about(person, """
                select o.given_at, m.name, o.reason, o.words
                from staff.opening o
                join staff.session s on s.tenant_id = o.tenant_id and s.id = o.session_id
                join staff.member m on m.tenant_id = s.tenant_id and m.id = s.member_id
                where o.tenant_id = :tenant and o.person_id = :person
                order by o.given_at
                """)
                .query((ResultSet row) -> out.row(
                        "openings",
                        row.getTimestamp("given_at").toInstant(),
                        row.getString("name"),
                        row.getString("reason"),
                        row.getString("words")));
        about(person, """
                select i.uploaded_at, r.line, r.state
                from staff.import_row r
                join staff.import i on i.tenant_id = r.tenant_id and i.id = r.import_id
                where r.tenant_id = :tenant and r.person_id = :person
                order by r.id
                """)
                .query((ResultSet row) -> out.row(
                        "imports",
                        row.getTimestamp("uploaded_at").toInstant(),
                        row.getInt("line"),
                        row.getString("state")));
    }

    @Override
    public void erase(Subject person) {
        for (String table : List.of("staff.opening", "staff.import_row")) {
            about(person, "delete from " + table + " where tenant_id = :tenant and person_id = :person")
                    .update();
        }
    }

    private JdbcClient.StatementSpec about(Subject person, String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("person", person.id());
    }
}
