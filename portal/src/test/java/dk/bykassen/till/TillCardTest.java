package dk.bykassen.till;

import static dk.bykassen.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.card.Issuing;
import dk.bykassen.tenant.DatabaseOwner;
import dk.bykassen.till.Canteen.Chip;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the till reads of a card in one row is always what the card's own tables say. */
@TownTest
class TillCardTest {

    private static final int PEOPLE = 12;

    @Autowired
    ApplicationContext portal;

    @Autowired
    DatabaseOwner owner;

    @Autowired
    Issuing issuing;

    Canteen canteen;
    Chip chip;

    @BeforeEach
    void openTheCanteen() {
        canteen = Canteen.open(portal);
        chip = canteen.chip(10_000);
        canteen.secondChip(chip, "S" + chip.number());
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("a chip is replaced", "update card.chip set status = 'replaced' where account_id = ?"),
                change("a chip has another number", "update card.chip set number = 'N' || number where account_id = ?"),
                change(
                        "an account is closed",
                        "update card.account set status = 'closed', closed_at = opened_at where id = ?"),
                change("somebody wants to be told", "update card.account set notice_below = 5000 where id = ?"),
                change("places are refused", "update card.rule set places_off = '{school}' where account_id = ?"),
                change("the rules are forgotten", "delete from card.rule where account_id = ?"),
                change(
                        "a standing order pauses",
                        "update card.auto_top_up set status = 'paused' where account_id = ?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aChangeIsReadInTheTransactionThatMakesIt(String what, String sql) {
        canteen.limit(chip, 1_000L);
        canteen.autoTopUp(chip, 20_000, 5_000, "active");
        List<String> before = read();

        canteen.change(sql, chip.account());

        assertThat(read()).as(what).hasSize(2).isNotEqualTo(before).isEqualTo(said());
    }

    @Test
    void whateverPeopleChangeAtOnceIsReadWhole() throws Exception {
        canteen.autoTopUp(chip, 20_000, 5_000, "active");
        var random = new Random(4711);
        for (int round = 0; round < 10; round++) {
            List<Callable<Object>> acts =
                    Stream.generate(() -> act(random)).limit(PEOPLE).toList();
            atOnce(PEOPLE, person -> acts.get(person).call());
            assertThat(read()).as("round " + round).isEqualTo(said());
        }
    }

    private Callable<Object> act(Random random) {
        long limit = random.nextInt(10_000);
        boolean on = random.nextBoolean();
        return switch (random.nextInt(4)) {
            case 0 ->
                () -> {
                    canteen.limit(chip, limit);
                    return true;
                };
            case 1 ->
                () -> changed(
                        on
                                ? "update card.chip set status = 'replaced' where account_id = ?"
                                : "update card.chip set status = 'active' where account_id = ?");
            case 2 ->
                () -> changed(
                        on
                                ? "update card.account set status = 'closed', closed_at = opened_at where id = ?"
                                : "update card.account set status = 'active', closed_at = null where id = ?");
            default ->
                () -> changed(
                        on
                                ? "update card.auto_top_up set status = 'paused' where account_id = ?"
                                : "update card.auto_top_up set status = 'active' where account_id = ?");
        };
    }

    private Object changed(String sql) {
        canteen.change(sql, chip.account());
        return true;
    }

    @Test
    void whatIsNotRepeatedWaitsForNobody() throws SQLException {
        canteen.autoTopUp(chip, 20_000, 5_000, "active");
        try (Connection holder =
                        portal.getBean("platformDataSource", DataSource.class).getConnection();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute("set local bykassen.tenant = '" + canteen.town.id() + "'");
            sql.execute("select id from card.account where id = " + chip.account() + " for no key update");

            canteen.change("update card.auto_top_up set charges = charges + 1 where account_id = ?", chip.account());

            holder.rollback();
        }
        assertThat(read()).isEqualTo(said());
    }

    @Test
    void aRuleMadeWhileTheFirstChipIsHandedOutIsRead() throws Exception {
        CompletableFuture<Void> limiting;
        try (Connection press = TestTown.superuser("town");
                Statement sql = press.createStatement()) {
            sql.execute("delete from card.chip where account_id = " + chip.account());
            press.setAutoCommit(false);
            sql.execute("""
                    insert into card.chip (tenant_id, public_id, account_id, number, printed_as, status, issued_at)
                    values (%d, gen_random_uuid(), %d, '%s', 'FIRST', 'active', timestamptz 'epoch')
                    """.formatted(canteen.town.id(), chip.account(), "F" + chip.number()));
            limiting = CompletableFuture.runAsync(() -> canteen.limit(chip, 1_000L));
            PurchaseWavesTest.awaitSomebodyWaitingFor(press);
            press.commit();
        }
        limiting.get();

        assertThat(read()).hasSize(1).isEqualTo(said());
    }

    @Test
    void whoBlocksAChipAndWhoHoldsItsAccountDoNotWaitForEachOther() throws Exception {
        CompletableFuture<Void> blocking;
        try (Connection holder =
                        portal.getBean("platformDataSource", DataSource.class).getConnection();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute("set local bykassen.tenant = '" + canteen.town.id() + "'");
            sql.execute("select id from card.account where id = " + chip.account() + " for no key update");
            blocking = CompletableFuture.runAsync(() -> canteen.with(() -> {
                issuing.block(chip.number());
                return true;
            }));
            PurchaseWavesTest.awaitSomebodyWaitingFor(holder);
            sql.execute("select id from card.chip where account_id = " + chip.account() + " for no key update");
            holder.commit();
        }
        blocking.get();

        assertThat(canteen.buy(chip, 100).reason()).isEqualTo("card_blocked");
        assertThat(read()).isEqualTo(said());
    }

    @Test
    void anAccountOfTheBooksStaysAndKeepsItsCurrency() {
        for (String attempt : List.of(
                "delete from ledger.account where id = " + chip.purse(),
                "update ledger.account set currency = 'NOK' where id = " + chip.purse(),
                "truncate ledger.account cascade")) {
            assertThatThrownBy(() -> owner.run(connection -> {
                        try (Statement sql = connection.createStatement()) {
                            sql.execute(attempt);
                        }
                    }))
                    .as(attempt)
                    .rootCause()
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("never taken away");
        }
    }

    private List<String> read() {
        return rows("till.card");
    }

    private List<String> said() {
        return rows("till.card_read");
    }

    private List<String> rows(String table) {
        return canteen.with(() -> canteen.jdbc()
                .sql("""
                        select to_jsonb(r)::text
                        from %s r
                        where tenant_id = ? and account_id = ?
                        order by number
                        """.formatted(table))
                .params(canteen.town.id(), chip.account())
                .query(String.class)
                .list());
    }

    private static Arguments change(String what, String sql) {
        return Arguments.of(what, sql);
    }
}
