package dk.bykassen.link;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.message.Messages;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** What somebody asked for, was asked, and typed. */
@Component
class LinkPersonalData implements PersonalData {

    private final JdbcClient jdbc;
    private final Messages messages;
    private final InstantSource clock;

    LinkPersonalData(JdbcClient jdbc, Messages messages, InstantSource clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String source() {
        return "link";
    }

    @Override
    public Set<String> tables() {
        return Set.of("link.request", "link.attempt");
    }

    @Override
    public List<Part> parts() {
        return List.of(
                Part.of("requests", "askedAt", "birthDate", "state", "expiresAt"), Part.of("attempts", "at", "right"));
    }

    /** A no looks like silence here too; what others asked of the person they read on the page while it waits. */
    @Override
    public void export(Subject person, Export out) {
        about(person, """
                select asked_at, number_shown, expires_at,
                    case when state in ('waiting', 'declined') and expires_at > :now then 'waiting'
                        when state in ('waiting', 'declined') then 'expired'
                        else state
                    end as seen
                from link.request
                where tenant_id = :tenant and requester_id = :person
                order by id
                """)
                .param("now", Timestamp.from(clock.instant()))
                .query((ResultSet row) -> out.row(
                        "requests",
                        row.getTimestamp("asked_at"),
                        row.getString("number_shown"),
                        row.getString("seen"),
                        row.getTimestamp("expires_at")));
        about(person, "select at, hit from link.attempt where tenant_id = :tenant and person_id = :person order by id")
                .query((ResultSet row) -> out.row("attempts", row.getTimestamp("at"), row.getBoolean("hit")));
    }

    /** Nobody is asked by, or for, somebody who left. */
    @Override
    public void close(Subject person) {
        about(person, """
                update link.request
                set state = 'withdrawn', over_at = :now
                where tenant_id = :tenant and state in ('waiting', 'declined') and requester_id = :person
                """).param("now", Timestamp.from(clock.instant())).update();
        about(person, """
                update link.request
                set account_id = null
                where tenant_id = :tenant and state = 'waiting'
                  and account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person)
                """).update();
    }

    /** Names in what was written about the person's access, or access to their accounts, and every trace of asking. */
    @Override
    public void erase(Subject person) {
        messages.forgetHolder(about(person, """
                select public_id
                from link.request
                where tenant_id = :tenant
                  and (requester_id = :person
                       or account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person))
                union all
                select public_id
                from card.link
                where tenant_id = :tenant
                  and (person_id = :person
                       or account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person))
                """).query(UUID.class).list());
        about(person, """
                delete from link.request
                where tenant_id = :tenant
                  and (requester_id = :person
                       or account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person))
                """).update();
        about(person, "delete from link.attempt where tenant_id = :tenant and person_id = :person")
                .update();
    }

    private StatementSpec about(Subject person, String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("person", person.id());
    }
}
