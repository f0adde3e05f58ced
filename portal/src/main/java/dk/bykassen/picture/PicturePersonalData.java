package dk.bykassen.picture;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A picture is the data of the one it shows, whoever sent it; it goes when they leave. */
@Component
class PicturePersonalData implements PersonalData {

    private final JdbcClient jdbc;
    private final Keyring keyring;

    PicturePersonalData(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    @Override
    public String source() {
        return "picture";
    }

    @Override
    public Set<String> tables() {
        return Set.of("picture.picture");
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of("pictures", "account", "uploadedAt", "file"));
    }

    @Override
    public void export(Subject person, Export out) {
        about("""
                select a.number, p.uploaded_at, p.sealed
                from picture.picture p
                join card.account a on a.tenant_id = p.tenant_id and a.id = p.account_id
                where p.tenant_id = :tenant and a.holder_id = :person
                order by a.id
                """, person)
                .query((ResultSet row) -> out.row(
                        "pictures",
                        row.getString("number"),
                        row.getTimestamp("uploaded_at"),
                        new Attachment(
                                row.getString("number") + ".jpg",
                                keyring.open(PictureStore.PURPOSE, row.getBytes("sealed")))));
    }

    @Override
    public void close(Subject person) {
        erase(person);
    }

    @Override
    public void erase(Subject person) {
        about("""
                delete from picture.picture p
                using card.account a
                where p.tenant_id = :tenant and a.tenant_id = p.tenant_id and a.id = p.account_id and a.holder_id = :person
                """, person).update();
    }

    private JdbcClient.StatementSpec about(String sql, Subject person) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("person", person.id());
    }
}
