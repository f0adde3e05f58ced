package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Uuid7;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;

/** What the role that decides purchases can see and do, and the rules the database keeps about them. */
@TownTest
class TillWallsTest {

    @Autowired
    ApplicationContext portal;

    @Autowired
    @Qualifier("tillDataSource")
    DataSource tillRole;

    Canteen canteen;
    Canteen.Chip chip;
    Purchase lunch;

    @BeforeEach
    void buyLunch() {
        canteen = Canteen.open(portal);
        chip = canteen.chip(10_000);
        lunch = Canteen.purchase(chip.number(), 1_000);
        canteen.buy(lunch);
    }

    @Test
    void withoutATenantTheTillsRoleReadsNothing() {
        for (String table :
                new String[] {"till.purchase", "till.till", "ledger.account", "card.chip", "card.account"}) {
            assertThatThrownBy(() -> asTill(null, "select * from " + table))
                    .as(table)
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(bykassen.tenant|invalid input syntax for type integer).*");
        }
    }

    @Test
    void theTillsRoleSeesItsTenantAlone() throws SQLException {
        Canteen neighbour = Canteen.open(portal);

        assertThat(asTill(canteen, "select count(*) from till.purchase")).isEqualTo(1);
        assertThat(asTill(neighbour, "select count(*) from till.purchase")).isZero();
        assertThat(asTill(neighbour, "select count(*) from card.chip where number = '" + chip.number() + "'"))
                .isZero();
        assertThat(asTill(
                        neighbour,
                        "with changed as (update ledger.account set balance = 0 where id = " + chip.purse()
                                + " returning 1) select count(*) from changed"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void whatTheTillsRoleHasNoBusinessWithIsClosedToIt(String sql) {
        assertThatThrownBy(() -> asTill(canteen, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    static Stream<String> forbidden() {
        return Stream.of(
                "update till.purchase set total = 1 returning 1",
                "delete from till.purchase returning 1",
                "update ledger.account set kind = 'purse' returning 1",
                "update ledger.account set at_least = -1000 returning 1",
                "update ledger.transfer set amount = 1 returning 1",
                "delete from ledger.transfer returning 1",
                "update card.chip set status = 'active' returning 1",
                "delete from platform.job returning 1",
                "select count(*) from till.reversal",
                "select count(*) from till.purchase_"
                        + YearMonth.now(ZoneOffset.UTC).toString().replace('-', '_'),
                "select count(*) from identity.person");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    void aBrokenRuleOfPurchasesIsRefused(String constraint, String change) {
        String sql = """
                insert into till.purchase
                select (jsonb_populate_record(null::till.purchase,
                        to_jsonb(p) || jsonb_build_object('id', '%s'::uuid) || '%s'::jsonb)).*
                from till.purchase p
                returning 1
                """.formatted(Uuid7.next(), change);

        assertThatThrownBy(() -> asTill(canteen, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("\"" + constraint + "\"");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("purchase_total_range", "{\"total\":0}"),
                Arguments.of("purchase_total_range", "{\"total\":1000000001}"),
                Arguments.of("purchase_lines_some", "{\"lines\":[]}"),
                Arguments.of("purchase_result_check", "{\"result\":\"perhaps\"}"),
                Arguments.of("purchase_reason_check", "{\"result\":\"declined\",\"reason\":\"mood\"}"),
                Arguments.of("purchase_declined_has_reason", "{\"reason\":\"day_limit\"}"),
                Arguments.of("purchase_declined_has_reason", "{\"result\":\"declined\"}"),
                Arguments.of("purchase_has_purse", "{\"account_id\":null,\"balance_after\":null}"),
                Arguments.of("purchase_has_balance", "{\"balance_after\":null}"),
                Arguments.of("purchase_counted_shape", "{\"counted_on\":\"2026-11-20\"}"),
                Arguments.of("purchase_counted_shape", "{\"counted_on\":\"2026-11-20\",\"counted\":[1,2]}"),
                Arguments.of("purchase_reversed_range", "{\"reversed\":1001}"),
                Arguments.of("purchase_reversed_range", "{\"reversed\":-1}"),
                Arguments.of("purchase_fingerprint_sha256", "{\"fingerprint\":\"\\\\x00\"}"));
    }

    @Test
    void moreThanWasPaidCannotBeMarkedReversed() {
        assertThatThrownBy(() -> canteen.change(
                        "update till.purchase set reversed = total + 1 where tenant_id = ?", canteen.town.id()))
                .rootCause()
                .hasMessageContaining("\"purchase_reversed_range\"");
    }

    @Test
    void thePortalsRoleDecidesNothingItself() {
        assertThatThrownBy(() -> canteen.change(
                        "update till.purchase set result = 'approved' where tenant_id = ?", canteen.town.id()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void everyPurchaseOfTheComingYearLiesUnderItsMonth() {
        for (int days : new int[] {-40, 0, 40, 390}) {
            UUID id = Uuid7.at(Instant.now().plus(Duration.ofDays(days)));
            Purchase purchase = new Purchase(
                    id, chip.number(), lunch.at(), 1, Canteen.purchase("X", 1).lines());
            canteen.buy(purchase);

            String month = canteen.with(() -> canteen.jdbc()
                    .sql("select tableoid::regclass::text from till.purchase where tenant_id = ? and id = ?")
                    .params(canteen.town.id(), id)
                    .query(String.class)
                    .single());
            assertThat(month)
                    .isEqualTo("till.purchase_"
                            + Uuid7.timeOf(id).toString().substring(0, 7).replace('-', '_'));
        }
    }

    @Test
    void makingTheMonthsAgainIsHarmless() {
        portal.getBean(PurchaseMonths.class).make();

        assertThat(canteen.buy(chip, 100).approved()).isTrue();
    }

    /** The single number {@code sql} answers, asked by the role that decides purchases. */
    private long asTill(Canteen asker, String sql) throws SQLException {
        try (Connection connection = tillRole.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                if (asker != null) {
                    statement.execute("select set_config('bykassen.tenant', '" + asker.town.id() + "', true)");
                }
                try (ResultSet row = statement.executeQuery(sql)) {
                    return row.next() ? row.getLong(1) : 0;
                }
            } finally {
                connection.rollback();
            }
        }
    }
}
