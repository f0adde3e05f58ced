package dk.bykassen.till;

import static dk.bykassen.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.kernel.Problem;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.statement.TillReceipts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Purchases lie in months, which are made ahead and moved away, and nobody at a counter notices. */
@TownTest
class MonthsTest {

    private static final YearMonth OLD = YearMonth.of(2019, 5);

    @Autowired
    ApplicationContext portal;

    @Autowired
    TillReceipts receipts;

    @Autowired
    TillPersonalData data;

    Connection operator;
    Canteen canteen;
    Canteen.Chip chip;

    @BeforeEach
    void open() throws SQLException {
        operator = TestTown.superuser("town");
        canteen = Canteen.open(portal);
        chip = canteen.chip(NewPerson.named("Emil", "Holm", Locale.of("da")), 10_000);
        make(OLD, 1);
    }

    @AfterEach
    void close() throws SQLException {
        for (YearMonth month : List.of(OLD, OLD.plusMonths(1))) {
            run("drop table if exists till." + table(month));
        }
        operator.close();
    }

    @Test
    void monthsAreThereAheadAndForLateIds() throws SQLException {
        YearMonth now = YearMonth.now(ZoneOffset.UTC);
        for (int ahead = -2; ahead <= 13; ahead++) {
            assertThat(one("""
                    select exists (
                        select from pg_inherits where inhparent = 'till.purchase'::regclass and inhrelid = 'till.%s'::regclass)
                    """.formatted(table(now.plusMonths(ahead))))).isEqualTo("t");
        }
    }

    @Test
    void aMonthIsMadeWhilePurchasesAreUnderWay() throws SQLException {
        try (Connection wave = TestTown.superuser("town");
                Statement sql = wave.createStatement()) {
            wave.setAutoCommit(false);
            // What a wave holds until its commit, and what a long statement of account does.
            sql.execute("lock table till.purchase in row exclusive mode");
            run("set lock_timeout = '2s'");

            make(OLD.plusMonths(1), 1);

            wave.rollback();
        }
        assertThat(bought(OLD.plusMonths(1), 100).reason()).isNull();
    }

    @Test
    void aMonthIsMovedAwayWhilePurchasesAreUnderWayAndTheBooksStay() throws SQLException {
        UUID kept = id(OLD);
        UUID given = id(OLD);
        buy(kept, 700);
        buy(given, 300);
        canteen.reverse(given, Uuid7.next(), 100);
        Purchase today = Canteen.purchase(chip.number(), 500);
        canteen.buy(today);

        moveAway(OLD);

        assertThat(one("select count(*) from till." + table(OLD) + " where tenant_id = " + canteen.town.id()))
                .isEqualTo("2");
        assertThat(canteen.balance(chip)).isEqualTo(10_000 - 700 - 300 + 100 - 500);
        assertThat(canteen.proof().holds()).isTrue();
        assertThat(canteen.stats().approved()).isEqualTo(1);
        assertThat(canteen.stats().astray()).isZero();
        assertThat(canteen.with(() -> receipts.of(List.of(kept, given, today.id()))))
                .containsOnlyKeys(today.id());
        assertThat(canteen.with(() -> receipts.mentioning(List.of(kept, given, today.id()), "ostehaps", true)))
                .containsExactly(today.id());
        assertThat(canteen.buy(chip, 100).approved()).isTrue();
    }

    @Test
    void aPurchaseOfAMonthThatWasMovedAwayIsNotGivenBackAtTheCounter() throws SQLException {
        UUID kept = id(OLD);
        buy(kept, 700);

        moveAway(OLD);

        assertThatThrownBy(() -> canteen.reverse(kept, Uuid7.next(), 700))
                .isInstanceOfSatisfying(Problem.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.type()).isEqualTo("month-closed");
                });
        assertThatThrownBy(() -> canteen.reverse(Uuid7.next(), Uuid7.next(), 700))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.status()).isEqualTo(404));
        assertThat(canteen.balance(chip)).isEqualTo(9_300);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void aReversalThatIsRepeatedAfterItsMonthWasMovedAwayIsAnsweredAsItWas() throws SQLException {
        UUID kept = id(OLD);
        buy(kept, 700);
        UUID reversal = Uuid7.next();
        Reversals.Made made = canteen.reverse(kept, reversal, 100);

        moveAway(OLD);

        assertThat(canteen.reverse(kept, reversal, 100))
                .isEqualTo(new Reversals.Made(reversal, 100, made.reversed(), made.balance(), made.currency(), true));
        assertThatThrownBy(() -> canteen.reverse(kept, reversal, 200))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.type()).isEqualTo("month-closed"));
        assertThat(canteen.balance(chip)).isEqualTo(9_400);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void aReversalOfAMonthThatWasMovedAwayIsRepeatedToItsOwnUnitAlone() throws SQLException {
        UUID kept = id(OLD);
        buy(kept, 700);
        UUID reversal = Uuid7.next();
        canteen.reverse(kept, reversal, 100);
        Tills tills = portal.getBean(Tills.class);
        UUID elsewhere = canteen.with(() -> tills.openUnit("Strandskolens kantine", "school"));
        Device stranger = canteen.device(canteen.with(() -> tills.addTill(elsewhere, "Kasse 1")));

        moveAway(OLD);

        assertThatThrownBy(() -> TestTown.in(
                        canteen.town,
                        () -> portal.getBean(Reversals.class)
                                .reverse(stranger, kept, new PurchaseForm.Reversal(reversal, 100))))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.type()).isEqualTo("month-closed"));
        assertThat(canteen.balance(chip)).isEqualTo(9_400);
    }

    @Test
    void anIdOfAMonthThatWasMovedAwayBuysNothingAgain() throws SQLException {
        UUID kept = id(OLD);
        buy(kept, 700);
        moveAway(OLD);

        assertThatThrownBy(() -> buy(kept, 700)).isInstanceOfSatisfying(Problem.class, refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.type()).isEqualTo("id-out-of-time");
        });

        assertThat(canteen.balance(chip)).isEqualTo(9_300);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void aMonthThatIsMissingIsMadeAndThePurchaseAskedForAgain() throws Exception {
        YearMonth last = YearMonth.now(ZoneOffset.UTC).plusMonths(13);
        UUID id = id(last);
        // Every new town looks after its months, which are everybody's.
        while (one("select exists (select from platform.job"
                        + " where task_name = 'till-months' and (picked or execution_time <= clock_timestamp()))")
                .equals("t")) {
            Thread.sleep(20);
        }
        run("drop table till." + table(last));

        assertThatThrownBy(() -> buy(id, 700))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.status()).isEqualTo(503));
        assertThat(canteen.balance(chip)).isEqualTo(10_000);

        // As a till does. A job makes the month meanwhile.
        Decision.Answered answer = null;
        while (answer == null) {
            try {
                answer = buy(id, 700);
            } catch (Problem notYet) {
                assertThat(notYet.status()).isEqualTo(503);
                Thread.sleep(50);
            }
        }
        assertThat(answer.approved()).isTrue();
        assertThat(canteen.balance(chip)).isEqualTo(9_300);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void thoseInAWaveWithAnIdWithoutAMonthAreDecided() throws Exception {
        Canteen.Chip other = canteen.chip(10_000);
        List<Object> heard = atOnce(8, number -> {
            try {
                return number == 3
                        ? buy(id(YearMonth.of(2018, 1)), 100).approved()
                        : canteen.buy(other, 100).approved();
            } catch (Problem refused) {
                return refused.status();
            }
        });

        assertThat(heard).filteredOn(Boolean.TRUE::equals).hasSize(7);
        assertThat(heard).contains(422);
        assertThat(canteen.balance(other)).isEqualTo(9_300);
        assertThat(canteen.balance(chip)).isEqualTo(10_000);
    }

    @Test
    void aReversalNamesAPurchaseThatIsThere() {
        assertThatThrownBy(() -> canteen.change("""
                        insert into till.reversal (tenant_id, id, purchase_id, till_id, amount, at, balance_after,
                            reversed_after, fingerprint)
                        select tenant_id, gen_random_uuid(), gen_random_uuid(), id, 1, added_at, 0, 1, sha256('x')
                        from till.till
                        where tenant_id = ?
                        """, canteen.town.id())).hasMessageContaining("reversal_purchase");
    }

    @Test
    void aCopyOfSomebodysDataNamesPurchasesOfAMonthThatWasMovedAway() throws SQLException {
        UUID kept = id(OLD);
        UUID refused = id(OLD);
        buy(kept, 700);
        buy(refused, 20_000);
        moveAway(OLD);

        Map<String, List<Object[]>> copy = new TreeMap<>();
        PersonalData.Subject emil = holder();
        canteen.with(() -> {
            portal.getBean(Issuing.class).link(emil.id(), chip.account(), MyAccount.Kind.HOLDER);
            data.export(
                    emil,
                    (part, values) ->
                            copy.computeIfAbsent(part, key -> new ArrayList<>()).add(values));
            return true;
        });

        assertThat(copy.get("purchases")).hasSize(1);
        assertThat(Arrays.asList(copy.get("purchases").getFirst())).contains(kept, canteen.town.money(700));
        assertThat(copy).doesNotContainKey("refused");
        assertThat(canteen.with(() -> data.objections(emil))).isEmpty();
        canteen.with(() -> {
            data.erase(emil);
            return true;
        });
    }

    /** However many months there are: a purchase looks into its own. Counted by the transaction itself, which sees no other's. */
    @Test
    void aPurchaseLooksIntoItsOwnMonthAlone() throws Exception {
        make(OLD, 1);
        var call = new WaveCall(
                new SingleConnectionDataSource(operator, true),
                portal.getBean(InstantSource.class),
                portal.getBean(JsonMapper.class));
        var ticket =
                new Ticket(canteen.device(canteen.till), Canteen.purchase(chip.number(), 1), chip.purse(), List.of());
        operator.setAutoCommit(false);
        try {
            Map<String, Long> before = looks();
            assertThat(call.decide(ticket.lane(), List.of(ticket))).hasSize(1);
            Map<String, Long> after = looks();

            after.entrySet().removeIf(month -> month.getValue().equals(before.get(month.getKey())));
            assertThat(after).containsOnlyKeys(table(YearMonth.now(ZoneOffset.UTC)));
        } finally {
            operator.rollback();
            operator.setAutoCommit(true);
        }
    }

    /** How often this transaction has looked into each month, by any index or from end to end. */
    private Map<String, Long> looks() throws SQLException {
        Map<String, Long> looks = new TreeMap<>();
        try (Statement sql = operator.createStatement();
                ResultSet row = sql.executeQuery("""
                        select relname, coalesce(idx_scan, 0) + coalesce(seq_scan, 0)
                        from pg_stat_xact_user_tables
                        where schemaname = 'till' and relname like 'purchase\\_%'
                        """)) {
            while (row.next()) {
                looks.put(row.getString(1), row.getLong(2));
            }
        }
        return looks;
    }

    private Decision.Answered bought(YearMonth month, long total) {
        return buy(id(month), total);
    }

    private Decision.Answered buy(UUID id, long total) {
        Purchase purchase = Canteen.purchase(chip.number(), total);
        // The till says the same each time.
        return canteen.buy(new Purchase(id, purchase.card(), Uuid7.timeOf(id), purchase.total(), purchase.lines()));
    }

    private static UUID id(YearMonth month) {
        return Uuid7.at(month.atDay(14).atTime(11, 30).toInstant(ZoneOffset.UTC));
    }

    private PersonalData.Subject holder() throws SQLException {
        try (Statement sql = operator.createStatement();
                ResultSet row = sql.executeQuery("""
                        select p.id, p.public_id
                        from identity.person p
                        join card.account a on a.tenant_id = p.tenant_id and a.holder_id = p.id
                        where a.tenant_id = %d and a.id = %d
                        """.formatted(canteen.town.id(), chip.account()))) {
            row.next();
            return new PersonalData.Subject(row.getLong(1), row.getObject(2, UUID.class));
        }
    }

    /** As docs/operations.md says. */
    private void moveAway(YearMonth month) throws SQLException {
        run("alter table till.purchase detach partition till." + table(month) + " concurrently");
    }

    private void make(YearMonth first, int months) throws SQLException {
        run("call till.make_months('%s', %d)".formatted(first.atDay(1), months));
    }

    private static String table(YearMonth month) {
        return "purchase_" + month.toString().replace('-', '_');
    }

    private void run(String statement) throws SQLException {
        try (Statement sql = operator.createStatement()) {
            sql.execute(statement);
        }
    }

    private String one(String question) throws SQLException {
        try (Statement sql = operator.createStatement();
                ResultSet row = sql.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
