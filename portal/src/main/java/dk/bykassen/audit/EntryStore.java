package dk.bykassen.audit;

import dk.bykassen.audit.AuditTrail.ActorKind;
import dk.bykassen.tenant.Tenants;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class EntryStore {

    private static final TypeReference<List<Deed.Change>> CHANGES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EntryStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(Deed deed, Instant at) {
        Actor actor = deed.actor();
        jdbc.sql("""
                insert into audit.entry (
                    tenant_id, at, actor_kind, actor, actor_name, actor_roles, action, person, subject,
                    reason_kind, reason, changes, detail
                )
                values (
                    :tenant, :at, :kind, :actor, :name, :roles, :action, :person, :subject,
                    :reason_kind, :reason, :changes::jsonb, :detail::jsonb
                )
                """)
                .param("tenant", Tenants.current().id())
                .param("at", Timestamp.from(at))
                .param("kind", actor.kind().name())
                .param("actor", actor.id())
                .param("name", actor.name())
                .param("roles", actor.kind() == ActorKind.staff ? actor.roles().toArray(String[]::new) : null)
                .param("action", deed.action())
                .param("person", deed.person())
                .param("subject", deed.subject())
                .param("reason_kind", deed.reasonKind())
                .param("reason", deed.reason())
                .param("changes", deed.changes().isEmpty() ? null : json.writeValueAsString(deed.changes()))
                .param("detail", json.writeValueAsString(deed.detail()))
                .update();
    }

    /** Newest first; each part of the filter is one condition, so that the index of the narrowest one can serve. */
    List<Entry> find(Filter filter, Entry.@Nullable Place after, int limit) {
        var sql = new StringBuilder("""
                select *
                from audit.entry
                where tenant_id = :tenant
                """);
        sql.append(filter.actor() == null ? "" : "and actor = :actor\n");
        sql.append(filter.actorName() == null ? "" : "and strpos(lower(actor_name), lower(:name)) > 0\n");
        sql.append(filter.person() == null ? "" : "and person = :person\n");
        sql.append(filter.action() == null ? "" : "and action = :action\n");
        sql.append(filter.subject() == null ? "" : "and subject = :subject\n");
        sql.append(filter.from() == null ? "" : "and at >= :from\n");
        sql.append(filter.to() == null ? "" : "and at < :to\n");
        sql.append(filter.kind() == null ? "" : "and actor_kind = :kind\n");
        sql.append(after == null ? "" : "and (at, id) < (:after_at, :after_id)\n");
        sql.append("order by at desc, id desc limit :limit");
        return jdbc.sql(sql.toString())
                .param("tenant", Tenants.current().id())
                .param("actor", filter.actor())
                .param("name", filter.actorName())
                .param("person", filter.person())
                .param("action", filter.action())
                .param("subject", filter.subject())
                .param("from", timestamp(filter.from()))
                .param("to", timestamp(filter.to()))
                .param("kind", filter.kind() == null ? null : filter.kind().name())
                .param("after_at", after == null ? null : Timestamp.from(after.at()))
                .param("after_id", after == null ? null : after.id())
                .param("limit", limit)
                .query(this::entry)
                .list();
    }

    /** The actions there are lines of; hops from one to the next in the index, however many lines there are. */
    List<String> actions() {
        return jdbc.sql("""
                with recursive known (action) as (
                    (select action from audit.entry where tenant_id = :tenant order by action limit 1)
                    union all
                    select (
                        select e.action
                        from audit.entry e
                        where e.tenant_id = :tenant and e.action > k.action
                        order by e.action
                        limit 1
                    )
                    from known k
                    where k.action is not null
                )
                select action from known where action is not null
                """)
                .param("tenant", Tenants.current().id())
                .query(String.class)
                .list();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        Array roles = row.getArray("actor_roles");
        String changes = row.getString("changes");
        var actor = new Actor(
                ActorKind.valueOf(row.getString("actor_kind")),
                row.getString("actor"),
                row.getString("actor_name"),
                roles == null ? List.of() : List.of((String[]) roles.getArray()));
        var deed = new Deed(
                actor,
                row.getString("action"),
                row.getObject("person", UUID.class),
                row.getString("subject"),
                row.getString("reason_kind"),
                row.getString("reason"),
                changes == null ? List.of() : json.readValue(changes, CHANGES),
                json.readValue(row.getString("detail"), DETAIL));
        return new Entry(row.getLong("id"), row.getTimestamp("at").toInstant(), deed);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
