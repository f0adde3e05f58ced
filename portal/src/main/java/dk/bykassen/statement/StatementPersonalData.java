package dk.bykassen.statement;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Below which balances somebody wants to be told. */
@Component
class StatementPersonalData implements PersonalData {

    private final JdbcClient jdbc;
    private final NoticeStore store;

    StatementPersonalData(JdbcClient jdbc, NoticeStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    @Override
    public String source() {
        return "statement";
    }

    @Override
    public Set<String> tables() {
        return Set.of("statement.notice");
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of("notices", "account", "level", "byEmail", "bySms", "setAt"));
    }

    @Override
    public void export(Subject person, Export out) {
        jdbc.sql("""
                select a.number, n.level, n.by_email, n.by_sms, n.set_at
                from statement.notice n
                join card.account a on a.tenant_id = n.tenant_id and a.id = n.account_id
                where n.tenant_id = :tenant and n.person_id = :person
                order by a.number
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person.id())
                .query((ResultSet row) -> out.row(
                        "notices",
                        row.getString("number"),
                        Tenants.current().money(row.getLong("level")),
                        row.getBoolean("by_email"),
                        row.getBoolean("by_sms"),
                        row.getTimestamp("set_at")));
    }

    /** The person's own levels, and what anybody set for accounts the person held. */
    @Override
    public void erase(Subject person) {
        store.forget(person.id()).forEach(store::callAtHighest);
    }
}
