package dk.bykassen.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing that is sealed may be forgotten when the key changes: every column of bytes says what it holds. */
@TownTest
class SealedColumnsTest {

    /** Bytes that are neither sealed nor a hash. */
    private static final Set<String> PLAIN = Set.of(
            "platform.tenant.logo",
            "platform.tenant.logo_dark",
            "platform.tenant.logo_mono",
            // The scheduler's; our jobs carry no data.
            "platform.job.task_data");

    private final List<SealedColumn> sealed;
    private final List<KeyedLookUp> lookUps;

    @Autowired
    SealedColumnsTest(List<SealedColumn> sealed, List<KeyedLookUp> lookUps) {
        this.sealed = sealed;
        this.lookUps = lookUps;
    }

    /** A column of exactly 32 bytes is a hash; whatever is sealed has its key's id, a nonce and a tag besides. */
    @Test
    void everyColumnOfBytesIsAHashOrDeclaredSealed() throws SQLException {
        Set<String> unknown = columns("""
                where a.atttypid = 'bytea'::regtype
                  and not exists (
                      select from pg_constraint k
                      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
                        and pg_get_constraintdef(k.oid) ~ 'length\\([a-z_]+\\) = 32')
                """);
        unknown.removeAll(PLAIN);
        sealed.forEach(column -> unknown.remove(column.toString()));
        assertThat(unknown)
                .as("declare a SealedColumn for it (see PersonStore.Sealed), or a check that its length is 32")
                .isEmpty();
    }

    @Test
    void whatIsDeclaredExistsAndMayBeSealedAnewByWhoServes() throws SQLException {
        Set<String> there = columns("where has_column_privilege('bykassen_app', c.oid, a.attnum, 'update')");
        assertThat(there)
                .containsAll(sealed.stream().map(SealedColumn::toString).toList());
        assertThat(columns(""))
                .containsAll(sealed.stream()
                        .map(column -> column.table() + "." + column.key())
                        .toList());
        assertThat(columns(""))
                .containsAll(lookUps.stream()
                        .map(lookUp -> lookUp.source().table() + "." + lookUp.column())
                        .toList());
    }

    /** Paging by a key that is not unique would lose rows between two pages. */
    @Test
    void theKeyIsUniqueWithinATenant() throws SQLException {
        Set<String> unique = columns("""
                where exists (
                    select from pg_index i
                    where i.indrelid = c.oid and i.indisunique and i.indnkeyatts = 2 and i.indkey[1] = a.attnum)
                """);
        assertThat(unique)
                .containsAll(sealed.stream()
                        .map(column -> column.table() + "." + column.key())
                        .toList());
    }

    private static Set<String> columns(String which) throws SQLException {
        try (Connection superuser = TestTown.superuser("town");
                Statement sql = superuser.createStatement();
                ResultSet row = sql.executeQuery("""
                        select n.nspname || '.' || c.relname || '.' || a.attname
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                            and n.nspname not in ('pg_catalog', 'information_schema', 'history')
                            and n.nspname !~ '^pg_'
                        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                            and c.relkind in ('r', 'p') and not c.relispartition
                        """ + which)) {
            Set<String> found = new TreeSet<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }
}
