package dk.bykassen.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks every table, function and role there is: a new one that forgets its guard fails here. */
@TownTest
class EveryTableTest {

    /** Tables that have no tenant on purpose; anything else in schema platform, or a new schema without one, fails. */
    private static final List<String> WITHOUT_TENANT =
            List.of("platform.host", "platform.job", "platform.master_key", "platform.tenant");

    private static final String TABLES = """
            select n.nspname || '.' || c.relname
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p')
              and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'history')
              and %s
            order by 1
            """;

    @Test
    void onlyTheListedTablesHaveNoTenant() throws SQLException {
        assertThat(rows(TABLES.formatted("""
                not exists (
                    select from pg_attribute a
                    where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnum > 0 and not a.attisdropped
                      and a.attnotnull and a.atttypid = 'int'::regtype)
                """)))
                .isEqualTo(WITHOUT_TENANT.stream()
                        .filter(table -> !table.equals("platform.host"))
                        .toList());
    }

    @Test
    void theTenantLeadsEveryPrimaryKey() throws SQLException {
        assertThat(rows(TABLES.formatted("""
                not exists (
                    select from pg_index i
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                    where i.indrelid = c.oid and i.indisprimary and a.attname = 'tenant_id')
                """))).isEqualTo(WITHOUT_TENANT);
    }

    @Test
    void everyTenantsTableIsGuarded() throws SQLException {
        assertThat(rows(TABLES.formatted("""
                n.nspname <> 'platform' and not c.relispartition and not (
                    c.relrowsecurity and not c.relforcerowsecurity and exists (
                        select from pg_policy p
                        where p.polrelid = c.oid and p.polpermissive and p.polcmd = '*'
                          and pg_get_expr(p.polqual, c.oid) like '%tenant_id =%bykassen.tenant%'))
                """))).isEmpty();
    }

    /** A partition is no way round its parent's guard. */
    @Test
    void nobodyThatServesReachesAPartitionDirectly() throws SQLException {
        assertThat(rows(TABLES.formatted("""
                c.relispartition and exists (
                    select from unnest(array['bykassen_app', 'bykassen_till']) role
                    where has_table_privilege(role, c.oid, 'select, insert, update, delete'))
                """))).isEmpty();
    }

    @Test
    void foreignKeysBetweenTenantsTablesCarryTheTenant() throws SQLException {
        assertThat(rows("""
                select k.conrelid::regclass || ': ' || k.conname
                from pg_constraint k
                where k.contype = 'f'
                  and k.confrelid not in (select 'platform.tenant'::regclass)
                  and not exists (
                      select from pg_attribute a, pg_attribute b
                      where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'tenant_id'
                        and b.attrelid = k.confrelid and b.attnum = k.confkey[1] and b.attname = 'tenant_id')
                order by 1
                """)).isEmpty();
    }

    @Test
    void servingRolesOwnNothingAndBelongToNobody() throws SQLException {
        assertThat(rows("""
                select rolname from pg_roles
                where rolname in ('bykassen_app', 'bykassen_till')
                  and (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication)
                """)).isEmpty();
        assertThat(rows("""
                select m.rolname || ' in ' || g.rolname
                from pg_auth_members x
                join pg_roles m on m.oid = x.member
                join pg_roles g on g.oid = x.roleid
                where m.rolname in ('bykassen_app', 'bykassen_till')
                """)).isEmpty();
        assertThat(rows("""
                select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
                where r.rolname in ('bykassen_app', 'bykassen_till')
                """)).isEmpty();
        assertThat(rows("""
                select n.nspname from pg_namespace n
                where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
                  and (has_schema_privilege('bykassen_app', n.oid, 'create')
                       or has_schema_privilege('bykassen_till', n.oid, 'create'))
                """)).isEmpty();
    }

    @Test
    void functionsRunWithTheirCallersRights() throws SQLException {
        assertThat(rows("""
                select p.oid::regprocedure::text
                from pg_proc p
                join pg_namespace n on n.oid = p.pronamespace
                where n.nspname not in ('pg_catalog', 'information_schema') and p.prosecdef
                """)).isEmpty();
    }

    /** Time is a parameter: a database's own clock cannot be moved, and differs from the portal's. */
    @Test
    void noSqlAsksTheDatabaseForTheTime() throws IOException {
        Pattern clock = Pattern.compile(
                "\\b(now\\(\\)|current_date\\b|current_time\\b|current_timestamp\\b|clock_timestamp\\(|localtimestamp\\b)",
                Pattern.CASE_INSENSITIVE);
        List<String> found = new ArrayList<>();
        for (String root : List.of("src/main/resources/db", "src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    String text = file.toString().endsWith(".java")
                            ? textBlocks(Files.readString(file))
                            : Files.readString(file).replaceAll("--[^\n]*", "");
                    if (clock.matcher(text).find()) {
                        found.add(file.toString());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static String textBlocks(String java) {
        var text = new StringBuilder();
        var blocks = Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL).matcher(java);
        while (blocks.find()) {
            text.append(blocks.group(1)).append('\n');
        }
        return text.toString();
    }

    private static List<String> rows(String question) throws SQLException {
        try (Connection superuser = TestTown.superuser("town");
                Statement sql = superuser.createStatement();
                ResultSet answer = sql.executeQuery(question)) {
            List<String> found = new ArrayList<>();
            while (answer.next()) {
                found.add(answer.getString(1));
            }
            return found;
        }
    }
}
