package dk.bykassen.decline;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an account was last declined for; it goes with its holder. The purchases themselves are the tills' to tell. */
@Component
class DeclinePersonalData implements PersonalData {

    private final JdbcClient jdbc;

    DeclinePersonalData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String source() {
        return "decline";
    }

    @Override
    public Set<String> tables() {
        return Set.of("decline.refusal");
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of("refusals", "account", "reason", "at", "purchase", "toldAt"));
    }

    @Override
    public void export(Subject person, Export out) {
        held("""
                select a.number, r.reason, r.at, r.purchase_id, r.told_at
                from decline.refusal r
                join card.account a on a.tenant_id = r.tenant_id and a.id = r.account_id
                where r.tenant_id = :tenant and a.holder_id = :holder
                order by r.at
                """, person)
                .query((ResultSet row) -> out.row(
                        "refusals",
                        row.getString("number"),
                        row.getString("reason"),
                        row.getTimestamp("at"),
                        row.getObject("purchase_id", UUID.class),
                        row.getTimestamp("told_at")));
    }

    @Override
    public void erase(Subject person) {
        held("""
                delete from decline.refusal r
                using card.account a
                where r.tenant_id = :tenant and a.tenant_id = r.tenant_id and a.id = r.account_id and a.holder_id = :holder
                """, person).update();
    }

    private JdbcClient.StatementSpec held(String sql, Subject person) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("holder", person.id());
    }
}
