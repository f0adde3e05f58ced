package dk.bykassen.audit;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.DatabaseOwner;
import dk.bykassen.tenant.Tenants;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who looked at somebody's data or changed it. That somebody looked stays, with the staff member's name; what was typed or
 * changed goes. Nobody that serves may change a line: erasing is the database owner's work.
 */
@Component
class AuditPersonalData implements PersonalData {

    private static final int AT_A_TIME = 500;

    /** The person, and whom they once proved to be as well; :tenant and :person filled in. */
    private static final String SAME = """
            select :person::uuid as id
            union
            select (detail ->> 'from')::uuid
            from audit.entry
            where tenant_id = :tenant and person = :person::uuid and action = 'identity.person.united'
              and detail ->> 'from' is not null
            """;

    private final JdbcClient jdbc;
    private final DatabaseOwner owner;
    private final JsonMapper json;

    AuditPersonalData(JdbcClient jdbc, DatabaseOwner owner, JsonMapper json) {
        this.jdbc = jdbc;
        this.owner = owner;
        this.json = json;
    }

    @Override
    public String source() {
        return "audit";
    }

    @Override
    public Set<String> tables() {
        return Set.of("audit.entry");
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of(
                "lines",
                "at",
                "action",
                "by",
                "name",
                "roles",
                "reasonKind",
                "reason",
                "changes",
                "subject",
                "detail"));
    }

    /** Own deeds too, except those with somebody else's data: their values are the other's. */
    @Override
    public void export(Subject person, Export out) {
        jdbc.sql("""
                select at, action, actor_kind, actor = :id as own, actor_name, array_to_string(actor_roles, ', ') as roles,
                       reason_kind, reason, changes, subject, detail
                from audit.entry
                where tenant_id = :tenant and (person in (%s) or person is null and actor = :id)
                order by at, id
                """.formatted(SAME))
                .param("tenant", Tenants.current().id())
                .param("person", person.publicId())
                .param("id", person.publicId().toString())
                .withFetchSize(AT_A_TIME)
                .query((ResultSet row) -> {
                    String changes = row.getString("changes");
                    out.row(
                            "lines",
                            row.getTimestamp("at"),
                            row.getString("action"),
                            row.getBoolean("own") ? "you" : row.getString("actor_kind"),
                            row.getString("actor_name"),
                            row.getString("roles"),
                            row.getString("reason_kind"),
                            row.getString("reason"),
                            changes == null ? null : json.readValue(changes, new TypeReference<List<Object>>() {}),
                            row.getString("subject"),
                            json.readValue(
                                    row.getString("detail"), new TypeReference<java.util.Map<String, Object>>() {}));
                });
    }

    @Override
    public List<Point> kept(Subject person) {
        return List.of(Point.of("audit.data.kept"));
    }

    @Override
    public void erase(Subject person) {
        int tenant = Tenants.current().id();
        owner.run(connection -> {
            try (PreparedStatement forget =
                    connection.prepareStatement("""
                    update audit.entry
                    set reason = null,
                        changes = (
                            select jsonb_agg(jsonb_build_object(
                                'field', c -> 'field', 'was', null, 'is', null, 'secret', true) order by place)
                            from jsonb_array_elements(changes) with ordinality as t (c, place)
                        )
                    where tenant_id = ? and person in (%s) and (reason is not null or jsonb_path_exists(
                        changes, '$[*] ? (@.was != null || @.is != null)'))
                    """.formatted(SAME.replaceAll(":tenant|:person", "?")))) {
                forget.setInt(1, tenant);
                forget.setObject(2, person.publicId());
                forget.setInt(3, tenant);
                forget.setObject(4, person.publicId());
                forget.executeUpdate();
            }
        });
    }
}
