package dk.bykassen.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@TownTest
class AuditTrailTest {

    private static final UUID KAREN = UUID.randomUUID();
    private static final UUID EMIL = UUID.randomUUID();
    private static final Actor BO = Actor.staff(UUID.randomUUID(), "Bo Jensen", List.of("customer-service"));

    @Autowired
    Founding founding;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Autowired
    TransactionTemplate transactions;

    Tenant town;

    @BeforeEach
    void aNewTown() {
        town = TestTown.found(founding);
        clock.set("2026-11-20T10:00:00Z");
    }

    @AfterEach
    void letTimeGo() {
        clock.reset();
    }

    @Test
    void aLineComesBackAsItWasWritten() {
        write(Deed.by(BO, "staff.person.opened")
                .to(KAREN)
                .on("case-7")
                .because("question", "  ringede om saldoen ")
                .changing("email", "old@example.com", "new@example.com")
                .changing("mobile", null, "+4520100001")
                .changing("city", "Fjordby", "Fjordby")
                .changingSecretly("password")
                .with("page", 2));
        Entry line = search(Filter.EVERYTHING).entries().getFirst();
        assertThat(line.at()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(line.deed().actor()).isEqualTo(BO);
        assertThat(line.deed().person()).isEqualTo(KAREN);
        assertThat(line.deed().subject()).isEqualTo("case-7");
        assertThat(line.deed().reasonKind()).isEqualTo("question");
        assertThat(line.deed().reason()).isEqualTo("ringede om saldoen");
        assertThat(line.deed().changes())
                .containsExactly(
                        new Deed.Change("email", "old@example.com", "new@example.com", false),
                        new Deed.Change("mobile", null, "+4520100001", false),
                        new Deed.Change("password", null, null, true));
        assertThat(line.deed().detail()).isEqualTo(Map.of("page", 2));
    }

    @Test
    void aDeedOnNobodyAndNothingIsRefused() {
        assertThatThrownBy(() -> write(Deed.by(BO, "staff.person.opened")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeedOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> TestTown.in(town, () -> {
                    audit.write(Deed.by(BO, "staff.person.opened").to(KAREN));
                    return true;
                }))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void whatIsAskedForIsFoundAndNothingElse() {
        write(Deed.by(BO, "staff.person.opened").to(KAREN));
        clock.advance(Duration.ofHours(1));
        write(Deed.by(Actor.citizen(KAREN), "identity.person.created").to(KAREN));
        clock.advance(Duration.ofHours(1));
        write(Deed.by(Actor.system(), "card.account.opened").to(EMIL).on("purse-1"));

        assertThat(actions(Filter.about(KAREN))).containsExactly("identity.person.created", "staff.person.opened");
        assertThat(actions(new Filter(KAREN.toString(), null, null, null, null, null, null, null)))
                .containsExactly("identity.person.created");
        assertThat(actions(new Filter(null, "jens", null, null, null, null, null, null)))
                .containsExactly("staff.person.opened");
        assertThat(actions(new Filter(null, "%", null, null, null, null, null, null)))
                .isEmpty();
        assertThat(actions(new Filter(null, null, null, "card.account.opened", null, null, null, null)))
                .containsExactly("card.account.opened");
        assertThat(actions(new Filter(null, null, null, null, "purse-1", null, null, null)))
                .containsExactly("card.account.opened");
        Instant ten = Instant.parse("2026-11-20T10:00:00Z");
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        assertThat(actions(new Filter(null, null, null, null, null, ten, noon, null)))
                .containsExactly("identity.person.created", "staff.person.opened");
    }

    @Test
    void pagesFollowEachOtherWithoutGapsEvenWithinOneMoment() {
        transact(() -> {
            for (int i = 0; i < 2 * AuditTrail.PAGE + 1; i++) {
                audit.write(Deed.by(Actor.system(), "till.added").on("till-" + i));
            }
            return true;
        });
        AuditTrail.Found first = search(Filter.EVERYTHING);
        AuditTrail.Found second = search(Filter.EVERYTHING, first.next());
        AuditTrail.Found third = search(Filter.EVERYTHING, second.next());
        assertThat(List.of(
                        first.entries().size(),
                        second.entries().size(),
                        third.entries().size()))
                .containsExactly(AuditTrail.PAGE, AuditTrail.PAGE, 1);
        assertThat(first.entries().getFirst().deed().subject()).isEqualTo("till-" + 2 * AuditTrail.PAGE);
        assertThat(second.entries().getFirst().deed().subject()).isEqualTo("till-" + AuditTrail.PAGE);
        assertThat(third.entries().getFirst().deed().subject()).isEqualTo("till-0");
        assertThat(third.next()).isNull();
    }

    @Test
    void anotherTownsTrailIsClosed() {
        write(Deed.by(BO, "staff.person.opened").to(KAREN));
        Tenant neighbour = TestTown.found(founding);
        assertThat(TestTown.in(neighbour, () -> audit.search(Filter.about(KAREN), null))
                        .entries())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.entry set reason = 'another' where tenant_id = :tenant",
                "update audit.entry set at = '2020-01-01' where tenant_id = :tenant",
                "delete from audit.entry where tenant_id = :tenant",
                "truncate audit.entry"
            })
    void nobodyWhoServesPagesChangesALine(String sql) {
        write(Deed.by(BO, "staff.person.opened").to(KAREN));
        assertThatThrownBy(() ->
                        transact(() -> jdbc.sql(sql).param("tenant", town.id()).update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @CsvSource({
        "bykassen_app, update", "bykassen_app, delete", "bykassen_app, truncate",
        "bykassen_till, update", "bykassen_till, delete", "bykassen_till, truncate"
    })
    void noServingRoleMayChangeALine(String role, String privilege) throws SQLException {
        try (Connection superuser = TestTown.superuser("town");
                Statement sql = superuser.createStatement();
                var answer = sql.executeQuery(
                        "select has_table_privilege('%s', 'audit.entry', '%s')".formatted(role, privilege))) {
            answer.next();
            assertThat(answer.getBoolean(1)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "entry_member_is_named  | 'citizen', 'a.b', 'Karen', null, null, null",
                "entry_actor_name_check | 'staff', 'a.b', '', null, null, null",
                "entry_reason_kind_check| 'staff', 'a.b', null, 'No Kind', null, null",
                "entry_reason_check     | 'staff', 'a.b', null, null, '', null",
                "entry_changes_check    | 'staff', 'a.b', null, null, null, '{}'",
                "entry_action_check     | 'staff', 'A B', null, null, null, null",
                "entry_actor_kind_check | 'ghost', 'a.b', null, null, null, null"
            })
    void aLineThatCannotBeIsRefused(String constraint, String values) {
        String sql = """
                insert into audit.entry (
                    tenant_id, at, subject, actor_kind, action, actor_name, reason_kind, reason, changes
                )
                values (:tenant, '2026-11-20', 'x', %s)
                """.formatted(values);
        assertThatThrownBy(() ->
                        transact(() -> jdbc.sql(sql).param("tenant", town.id()).update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("\"" + constraint + "\"");
    }

    private List<String> actions(Filter filter) {
        return search(filter).entries().stream()
                .map(entry -> entry.deed().action())
                .toList();
    }

    private AuditTrail.Found search(Filter filter) {
        return search(filter, null);
    }

    private AuditTrail.Found search(Filter filter, Entry.Place after) {
        return TestTown.in(town, () -> audit.search(filter, after));
    }

    private void write(Deed deed) {
        transact(() -> {
            audit.write(deed);
            return true;
        });
    }

    private <T> T transact(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }
}
