package dk.bykassen.till;

import static dk.bykassen.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Problem;
import dk.bykassen.till.Canteen.Chip;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Many tills at once, and a database that goes away in the middle. */
@TownTest
class PurchaseWavesTest {

    @Autowired
    ApplicationContext portal;

    @Autowired
    PurchaseWaves waves;

    Canteen canteen;

    @BeforeEach
    void openTheCanteen() {
        canteen = Canteen.open(portal);
    }

    @Test
    void oneIdFromManyTillsAtOnceIsOnePurchase() throws Exception {
        Chip chip = canteen.chip(10_000);
        Purchase purchase = Canteen.purchase(chip.number(), 700);

        List<Decision.Answered> answers = atOnce(20, number -> canteen.buy(purchase));

        assertThat(answers).allMatch(Decision.Answered::approved).allMatch(answer -> answer.balance() == 9_300);
        assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
        assertThat(canteen.balance(chip)).isEqualTo(9_300);
        assertThat(canteen.stats().approved()).isEqualTo(1);
    }

    @Test
    void oneIdForTwoPursesOfDifferentStripesAtOnceIsPaidByOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            Chip[] chips = chipsOfBothStripes();
            Purchase one = Canteen.purchase(chips[0].number(), 700);
            var other = new Purchase(one.id(), chips[1].number(), one.at(), one.total(), one.lines());

            List<Object> outcomes = atOnce(2, number -> {
                try {
                    return canteen.buy(number == 0 ? one : other);
                } catch (Problem refused) {
                    return refused.status();
                }
            });

            assertThat(outcomes).contains(409);
            assertThat(outcomes).filteredOn(Decision.Answered.class::isInstance).hasSize(1);
            assertThat(canteen.balance(chips[0]) + canteen.balance(chips[1])).isEqualTo(19_300);
        }
    }

    @Test
    void aPurseThatManyTillsReachForIsNeverOverdrawn() throws Exception {
        Chip chip = canteen.chip(1_000);
        Chip second = canteen.secondChip(chip, "D" + chip.number());

        List<Decision.Answered> answers =
                atOnce(30, number -> canteen.buy(Canteen.purchase((number % 2 == 0 ? chip : second).number(), 90)));

        assertThat(answers).filteredOn(Decision.Answered::approved).hasSize(11);
        assertThat(canteen.balance(chip)).isEqualTo(10);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void limitsHoldHoweverManyTillsAsk() throws Exception {
        canteen.count(1, "Alt", "all", null, null, null);
        Chip chip = canteen.chip(100_000);
        canteen.limit(chip, 1_000L);

        List<Decision.Answered> answers = atOnce(30, number -> canteen.buy(chip, 90));

        assertThat(answers).filteredOn(Decision.Answered::approved).hasSize(11);
        assertThat(canteen.spent(chip).getFirst()).isEqualTo(990);
    }

    @Test
    void topUpsAndPurchasesOfOnePurseDoNotLoseEachOther() throws Exception {
        Chip chip = canteen.chip(50_000);

        atOnce(40, number -> {
            if (number % 4 == 0) {
                canteen.topUp(chip, 1_000);
                return true;
            }
            return canteen.buy(chip, 100).approved();
        });

        assertThat(canteen.balance(chip)).isEqualTo(50_000 + 10 * 1_000 - 30 * 100);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void aWaveThatMeetsAWriterWithoutTheLockIsPutAgain() throws Exception {
        Chip chip = canteen.chip(1_000);
        try (Connection writer =
                portal.getBean("platformDataSource", DataSource.class).getConnection()) {
            writer.setAutoCommit(false);
            execute(writer, "set local bykassen.tenant = '" + canteen.town.id() + "'");
            execute(writer, "update ledger.account set at_least = 950 where id = " + chip.purse());
            CompletableFuture<Decision.Answered> buying = CompletableFuture.supplyAsync(() -> canteen.buy(chip, 100));
            awaitSomebodyWaitingFor(writer);
            writer.commit();

            assertThat(buying.get().reason()).isEqualTo("insufficient_funds");
        }
        assertThat(canteen.balance(chip)).isEqualTo(1_000);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void aUnitsAccountThatIsWrittenWithoutTheLockKeepsBothAmounts() throws Exception {
        Chip chip = canteen.chip(1_000);
        long unit = canteen.device(canteen.till).merchants()[Stripes.of(chip.purse())];
        try (Connection writer =
                portal.getBean("platformDataSource", DataSource.class).getConnection()) {
            writer.setAutoCommit(false);
            execute(writer, "set local bykassen.tenant = '" + canteen.town.id() + "'");
            execute(writer, "update ledger.account set balance = balance + 7 where id = " + unit);
            CompletableFuture<Decision.Answered> buying = CompletableFuture.supplyAsync(() -> canteen.buy(chip, 100));
            awaitSomebodyWaitingFor(writer);
            writer.commit();

            assertThat(buying.get().approved()).isTrue();
        }
        assertThat(canteen.balance(chip)).isEqualTo(900);
        assertThat(canteen.with(() -> canteen.jdbc()
                        .sql("select balance from ledger.account where tenant_id = ? and id = ?")
                        .params(canteen.town.id(), unit)
                        .query(Long.class)
                        .single()))
                .isEqualTo(107);
    }

    static void awaitSomebodyWaitingFor(Connection writer) throws Exception {
        try (Statement sql = writer.createStatement()) {
            for (boolean waits = false; !waits; ) {
                try (ResultSet row = sql.executeQuery(
                        "select exists (select from pg_locks where not granted and pid <> pg_backend_pid())")) {
                    row.next();
                    waits = row.getBoolean(1);
                }
            }
        }
    }

    private static void execute(Connection connection, String what) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(what);
        }
    }

    @Test
    void aCardHandedOutAfterItWasAskedForIsFound() {
        Chip chip = canteen.chip(1_000);
        String fresh = "E" + chip.number();
        assertThat(canteen.buy(Canteen.purchase(fresh, 100)).reason()).isEqualTo("unknown_card");

        canteen.secondChip(chip, fresh);

        assertThat(canteen.buy(Canteen.purchase(fresh, 100)).approved()).isTrue();
    }

    @Test
    void aWrongMemoryOfACardCostsTimeAndNoMoney() {
        Chip chip = canteen.chip(1_000);
        Chip stranger = canteen.chip(1_000);
        Device till = canteen.device(canteen.till);
        var ticket = new Ticket(till, Canteen.purchase(chip.number(), 100), stranger.purse(), List.of());
        var unknown = new Ticket(till, Canteen.purchase(chip.number(), 100), null, List.of());

        assertThat(waves.decide(ticket)).isEqualTo(new Decision.Elsewhere());
        assertThat(waves.decide(unknown)).isEqualTo(new Decision.Elsewhere());
        assertThat(canteen.balance(chip)).isEqualTo(1_000);
        assertThat(canteen.balance(stranger)).isEqualTo(1_000);
    }

    @Test
    void aPurchaseTheDatabaseRefusesDoesNotTakeItsWaveWithIt() throws Exception {
        Chip chip = canteen.chip(10_000);
        Device till = canteen.device(canteen.till);
        // A unit account that does not exist: there is nobody to pay.
        var broken =
                new Device(till.tenant(), till.id(), till.publicId(), till.unit(), "", "school", new long[] {-1, -1});
        Chip victim = canteen.chip(10_000);

        List<Object> outcomes = atOnce(12, number -> {
            try {
                return number == 5
                        ? canteen.buy(broken, Canteen.purchase(victim.number(), 10))
                        : canteen.buy(chip, 10).approved();
            } catch (IllegalStateException refused) {
                return "refused";
            }
        });

        assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(11);
        assertThat(outcomes).contains("refused");
        assertThat(canteen.balance(victim)).isEqualTo(10_000);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void connectionsKilledInTheMiddleLeaveEveryPurchaseDecidedOnce() throws Exception {
        List<Chip> chips =
                IntStream.range(0, 12).mapToObj(number -> canteen.chip(100_000)).toList();
        var random = new Random(7);
        List<Purchase> asked = Stream.generate(
                        () -> Canteen.purchase(chips.get(random.nextInt(12)).number(), 100))
                .limit(300)
                .toList();
        var answered = new AtomicInteger();

        List<Decision.Answered> answers = atOnce(asked.size(), number -> {
            Decision.Answered answer = untilAnswered(asked.get(number));
            if (answered.incrementAndGet() % 25 == 0) {
                killTillConnections();
            }
            return answer;
        });

        assertThat(answers).allMatch(Decision.Answered::approved);
        assertThat(canteen.stats().approved()).isEqualTo(300);
        assertThat(canteen.stats().astray()).isZero();
        assertThat(chips.stream().mapToLong(canteen::balance).sum()).isEqualTo(12 * 100_000 - 300 * 100);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void whoFindsTheWritersStoppedIsAskedToComeBack() {
        Chip chip = canteen.chip(10_000);
        waves.stop();
        try {
            assertThatThrownBy(() -> canteen.buy(chip, 100)).isInstanceOfSatisfying(Problem.class, refused -> {
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.retryAfterSeconds()).hasValue(2);
            });
        } finally {
            waves.start();
        }

        assertThat(canteen.buy(chip, 100).approved()).isTrue();
    }

    @Test
    void everyPurseIsInTheStripeTheDatabaseSays() {
        List<Long> stripes = canteen.with(() -> canteen.jdbc()
                .sql("select ledger.stripe_of(id) from generate_series(1, 20) id order by id")
                .query(Long.class)
                .list());

        assertThat(stripes)
                .isEqualTo(IntStream.rangeClosed(1, 20)
                        .mapToObj(purse -> (long) Stripes.of((long) purse))
                        .toList());
    }

    /** As a till does: on a 503 it asks again with the same id. */
    private Decision.Answered untilAnswered(Purchase purchase) {
        while (true) {
            try {
                return canteen.buy(purchase);
            } catch (Problem problem) {
                assertThat(problem.status()).isEqualTo(503);
            }
        }
    }

    private static void killTillConnections() throws SQLException {
        try (Connection superuser = TestTown.superuser("town");
                Statement sql = superuser.createStatement()) {
            sql.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bykassen_till'");
        }
    }

    private Chip[] chipsOfBothStripes() {
        var chips = new Chip[2];
        while (Arrays.asList(chips).contains(null)) {
            Chip chip = canteen.chip(10_000);
            chips[Stripes.of(chip.purse())] = chip;
        }
        return chips;
    }
}
