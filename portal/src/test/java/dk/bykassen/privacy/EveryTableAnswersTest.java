package dk.bykassen.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.PersonalData;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

/**
 * Walks every table there is: somebody answers for the people in it, or it is known to hold nobody's data. A new table
 * fails here until its module has thought of those it is about.
 */
@TownTest
class EveryTableAnswersTest {

    /** What is no person's, and why. */
    private static final Map<String, String> NOBODYS = Map.ofEntries(
            Map.entry("assistance.guess", "codes the tenant's own employees typed"),
            Map.entry("card.limit_slot", "the tenant's rules"),
            Map.entry("card.new_card", "the tenant's rules"),
            Map.entry("card.settings", "the tenant's rules"),
            Map.entry("identity.provider", "how the tenant reaches its eID brokers"),
            Map.entry("ledger.proof", "sums over all accounts"),
            Map.entry("payment.gateway_account", "how the tenant reaches its gateway"),
            Map.entry("password.rules", "the tenant's rules"),
            Map.entry("platform.host", "the addresses of portals"),
            Map.entry("platform.job", "jobs carry ids and nothing else"),
            Map.entry("platform.master_key", "names of the installation's keys"),
            Map.entry("platform.resealing", "how far a tenant is in being sealed anew"),
            Map.entry("platform.tenant", "who runs a portal"),
            Map.entry("staff.import", "files of the tenant's; whom they name stands in their rows"),
            Map.entry("staff.member", "the tenant's own employees, as their directory names them"),
            Map.entry("staff.role_mapping", "the tenant's rules"),
            Map.entry("staff.session", "browsers of the tenant's own employees"),
            Map.entry("tenant.terms", "what everybody accepts"),
            Map.entry("tenant.wording", "the tenant's own words"),
            Map.entry("till.till", "devices"),
            Map.entry("till.unit", "places that sell"),
            Map.entry("till.unit_account", "what is owed to places that sell"),
            Map.entry("withdrawal.agreement", "how the tenant reaches its bank"));

    @Autowired
    ObjectProvider<PersonalData> provided;

    @Autowired
    MessageSource messages;

    private List<PersonalData> answers() {
        return provided.orderedStream().toList();
    }

    @Test
    void everyTableIsAnsweredForOnceOrHoldsNobodysData() throws SQLException {
        Map<String, List<String>> answering = new TreeMap<>();
        answers()
                .forEach(answer -> answer.tables()
                        .forEach(table -> answering
                                .computeIfAbsent(table, any -> new ArrayList<>())
                                .add(answer.source())));
        for (String table : tables()) {
            List<String> by = answering.getOrDefault(table, List.of());
            boolean nobodys = NOBODYS.containsKey(table);
            assertThat(by.size() + (nobodys ? 1 : 0))
                    .as("""
                            Who answers for the people in %s? Now: %s.
                            Name it in tables() of its module's bean of kernel.PersonalData (write one: export, erase, words in \
                            messages/<module>_*.properties), or list it in NOBODYS of this test with the reason why it holds \
                            nobody's data.""", table, nobodys ? "nobody's data, " + by : by)
                    .isEqualTo(1);
        }
    }

    @Test
    void nobodyAnswersForATableThatIsNotThere() throws SQLException {
        assertThat(tables()).containsAll(NOBODYS.keySet());
        answers().forEach(answer -> {
            try {
                assertThat(tables()).as(answer.source()).containsAll(answer.tables());
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void sourcesAndFieldsAreWordedInEveryLanguage() {
        List<String> missing = new ArrayList<>();
        for (PersonalData answer : answers()) {
            String root = answer.source() + ".data";
            Stream<String> own =
                    Stream.of("", ".origin", ".purpose", ".basis", ".term").map(key -> root + key);
            Stream<String> parts = answer.parts().stream()
                    .flatMap(part -> Stream.concat(
                            Stream.of(root + "." + part.name()),
                            part.fields().stream().map(field -> root + "." + part.name() + "." + field)));
            Stream.concat(own, parts).forEach(key -> {
                for (String language : List.of("da", "nb", "en")) {
                    if (messages.getMessage(key, null, null, Locale.of(language)) == null) {
                        missing.add(language + ": " + key);
                    }
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void sourcesHaveNamesOfTheirOwn() {
        Set<String> names = new java.util.TreeSet<>();
        answers().forEach(answer -> {
            assertThat(answer.source()).matches("[a-z]+");
            assertThat(names.add(answer.source())).as(answer.source()).isTrue();
            answer.parts().forEach(part -> {
                assertThat(part.name()).matches("[a-z]+(-[a-z]+)*");
                assertThat(part.fields())
                        .isNotEmpty()
                        .doesNotHaveDuplicates()
                        .allMatch(field -> field.matches("[a-z][A-Za-z]*"));
            });
        });
    }

    private static List<String> tables() throws SQLException {
        try (Connection superuser = TestTown.superuser("town");
                Statement sql = superuser.createStatement();
                ResultSet answer = sql.executeQuery("""
                        select n.nspname || '.' || c.relname
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p') and not c.relispartition
                          and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'history')
                        order by 1
                        """)) {
            List<String> found = new ArrayList<>();
            while (answer.next()) {
                found.add(answer.getString(1));
            }
            return found;
        }
    }
}
