package dk.bykassen.password;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers for passwords and sign-in names. The throttle holds keyed hashes of what was typed for a day, and an unfinished
 * sign-up what a stranger typed for an hour; neither can be told to be anybody's.
 */
@Component
class PasswordPersonalData implements PersonalData {

    private static final Part PASSWORD = Part.of("password", "setAt", "lastUsedAt");
    private static final Part NAMES = Part.of("names", "name", "channel", "addedAt", "provedAt");
    private static final Part RENEWALS = Part.of("renewals", "channel", "askedAt", "usedAt");

    private final JdbcClient jdbc;

    PasswordPersonalData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String source() {
        return "password";
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "password.password",
                "password.sign_in_name",
                "password.renewal",
                "password.throttle",
                "password.sign_up");
    }

    @Override
    public List<Part> parts() {
        return List.of(PASSWORD, NAMES, RENEWALS);
    }

    @Override
    public void export(Subject person, Export out) {
        each(
                person,
                "select set_at, used_at from password.password",
                row -> out.row(PASSWORD.name(), Columns.instant(row, "set_at"), Columns.instant(row, "used_at")));
        each(
                person,
                "select name, channel, added_at, proved_at from password.sign_in_name",
                row -> out.row(
                        NAMES.name(),
                        row.getString("name"),
                        row.getString("channel"),
                        Columns.instant(row, "added_at"),
                        Columns.instant(row, "proved_at")));
        each(
                person,
                "select channel, asked_at, used_at from password.renewal",
                row -> out.row(
                        RENEWALS.name(),
                        row.getString("channel"),
                        Columns.instant(row, "asked_at"),
                        Columns.instant(row, "used_at")));
    }

    /** Nobody signs in as that person any more, and an address is free for whoever proves it. */
    @Override
    public void close(Subject person) {
        List.of("renewal", "password", "sign_in_name").forEach(table -> delete(table, person));
    }

    @Override
    public void erase(Subject person) {
        close(person);
    }

    private void delete(String table, Subject person) {
        jdbc.sql("delete from password." + table + " where tenant_id = :tenant and person_id = :person")
                .param("tenant", Tenants.current().id())
                .param("person", person.id())
                .update();
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(Subject person, String select, Reader reader) {
        jdbc.sql(select + " where tenant_id = :tenant and person_id = :person order by 1")
                .param("tenant", Tenants.current().id())
                .param("person", person.id())
                .query((ResultSet row) -> reader.read(row));
    }
}
