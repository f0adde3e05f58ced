package dk.bykassen.assistance;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom somebody let see their pages. Which pages those were stands in the audit trail, which stays. */
@Component
class AssistancePersonalData implements PersonalData {

    private final JdbcClient jdbc;

    AssistancePersonalData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String source() {
        return "assistance";
    }

    @Override
    public Set<String> tables() {
        return Set.of("assistance.watch");
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of("watches", "shownAt", "member", "openedAt", "endedAt", "endedBy"));
    }

    @Override
    public void export(Subject person, Export out) {
        jdbc.sql("""
                select shown_at, member_name, opened_at, ended_at, ended_by
                from assistance.watch
                where tenant_id = :tenant and person_id = :person
                order by id
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person.id())
                .query((ResultSet row) -> out.row(
                        "watches",
                        row.getTimestamp("shown_at"),
                        row.getString("member_name"),
                        row.getTimestamp("opened_at"),
                        row.getTimestamp("ended_at"),
                        row.getString("ended_by")));
    }

    /** Nothing in a row tells who it was about; it goes with the session it was given in, after ninety days. */
    @Override
    public void erase(Subject person) {
        jdbc.sql("""
                update assistance.watch
                set state = 'ended', code_lookup = null, code_sealed = null, ended_at = shown_at, ended_by = 'session'
                where tenant_id = :tenant and person_id = :person and state <> 'ended'
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person.id())
                .update();
    }
}
