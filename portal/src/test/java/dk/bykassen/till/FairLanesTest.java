package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.limit.LimitSlot;
import dk.bykassen.till.Canteen.Chip;
import dk.bykassen.till.Overload.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Several tenants and several nodes at one database: what holds one of them up is felt by nobody else. */
@TownTest
@Timeout(120)
class FairLanesTest {

    /** Longer than any test: who waits here waits for what the test does. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Autowired
    ApplicationContext portal;

    @Autowired
    @Qualifier("tillDataSource")
    HikariDataSource till;

    @Autowired
    InstantSource clock;

    @Autowired
    JsonMapper json;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Canteen slow;
    private Canteen other;

    @BeforeEach
    void openTwoCanteens() {
        slow = Canteen.open(portal);
        other = Canteen.open(portal);
    }

    @AfterEach
    void closeTheNodes() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    @Test
    void whileOneLaneIsHeldTheOthersGoOnAndThenItGoesOnWhereItWas() throws Exception {
        PurchaseWaves node = node(1, 1_000);
        Chip held = chip(slow, 0);
        Chip otherStripe = chip(slow, 1);
        Chip elsewhere = chip(other, 0);
        List<CompletableFuture<Decision>> waiting = new ArrayList<>();

        try (Connection holder = hold(slow, 0)) {
            IntStream.range(0, 5).forEach(number -> waiting.add(node.decideLater(ticket(slow, held, 100))));
            untilAWaveWaits(slow);

            for (int times = 0; times < 10; times++) {
                assertThat(approved(node.decide(ticket(slow, otherStripe, 10)))).isTrue();
                assertThat(approved(node.decide(ticket(other, elsewhere, 10)))).isTrue();
            }
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            waiting.add(node.decideLater(ticket(slow, held, 100)));
            holder.rollback();
        }

        assertThat(waiting.stream().map(CompletableFuture::join).map(FairLanesTest::balance))
                .containsExactly(9_900L, 9_800L, 9_700L, 9_600L, 9_500L, 9_400L);
        proveTheBooks();
    }

    @Test
    void aFloodOfOneTenantIsTurnedAwayAndTheOthersBuy() throws Exception {
        PurchaseWaves node = node(2, 50);
        Chip flooded = chip(slow, 0);
        Chip elsewhere = chip(other, 0);

        List<CompletableFuture<Decision>> flood;
        try (Connection holder = hold(slow, 0)) {
            flood = Stream.generate(() -> node.decideLater(ticket(slow, flooded, 1)))
                    .limit(120)
                    .toList();
            assertThat(approved(node.decide(ticket(other, elsewhere, 10)))).isTrue();
            assertThat(flood.stream().filter(CompletableFuture::isDone)).hasSize(70);
            holder.rollback();
        }

        flood.subList(50, 120)
                .forEach(turnedAway -> assertThat(turnedAway.exceptionNow())
                        .isInstanceOfSatisfying(Overload.class, overload -> {
                            assertThat(overload.reason()).isEqualTo(Reason.FULL);
                            assertThat(overload.retryAfterSeconds()).isPositive();
                        }));
        assertThat(flood.subList(0, 50).stream().map(CompletableFuture::join)).allMatch(FairLanesTest::approved);
        assertThat(slow.balance(flooded)).isEqualTo(9_950);
        proveTheBooks();
    }

    @Test
    void whoHasGivenUpBeforeItsWaveIsNotDecided() throws Exception {
        PurchaseWaves node = node(2, 1_000);
        Chip chip = chip(slow, 0);
        CompletableFuture<Decision> first;
        CompletableFuture<Decision> last;
        try (Connection holder = hold(slow, 0)) {
            first = node.decideLater(ticket(slow, chip, 100));
            untilAWaveWaits(slow);
            Ticket impatient = ticket(slow, chip, 100);
            node.decideLater(impatient);
            last = node.decideLater(ticket(slow, chip, 100));
            impatient.answer().completeExceptionally(new TimeoutException());
            holder.rollback();
        }

        assertThat(balance(first.join())).isEqualTo(9_900);
        assertThat(balance(last.join())).isEqualTo(9_800);
        assertThat(slow.stats().approved()).isEqualTo(2);
    }

    @Test
    void twoNodesForTheSameTownsDecideEveryPurchaseOnce() throws Exception {
        List<PurchaseWaves> nodes = List.of(node(3, 1_000), node(3, 1_000));
        List<Canteen> canteens = List.of(slow, other);
        List<List<Chip>> chips = canteens.stream()
                .map(canteen -> IntStream.range(0, 8)
                        .mapToObj(number -> canteen.chip(10_000))
                        .toList())
                .toList();
        List<Sent> sent = new ArrayList<>();
        for (int number = 0; number < 1_200; number++) {
            int town = number % 2;
            Chip chip = chips.get(town).get(number / 2 % 8);
            Purchase purchase = Canteen.purchase(chip.number(), 30);
            Device device = device(canteens.get(town));
            // Each purchase goes to both, as from a till that asked again at another node.
            nodes.forEach(node -> sent.add(new Sent(
                    purchase.id(),
                    node.decideLater(new Ticket(device, purchase, chip.purse(), List.<LimitSlot>of())))));
        }

        assertThat(sent).allMatch(one -> approved(one.answer().join()));
        assertThat(sent.stream()
                        .filter(one -> !((Decision.Answered) one.answer().join()).replayed()))
                .as("each was decided by one of them")
                .hasSize(1_200)
                .extracting(Sent::id)
                .doesNotHaveDuplicates();
        for (int pair = 0; pair < sent.size(); pair += 2) {
            assertThat(balance(sent.get(pair).answer().join()))
                    .isEqualTo(balance(sent.get(pair + 1).answer().join()));
        }
        for (int town = 0; town < 2; town++) {
            Canteen canteen = canteens.get(town);
            assertThat(canteen.stats().approved()).isEqualTo(600);
            assertThat(chips.get(town)).allMatch(chip -> canteen.balance(chip) == 10_000 - 75 * 30);
        }
        proveTheBooks();
    }

    @Test
    void whatHasArrivedBeforeAStopIsDecidedAndWhatComesLaterIsNot() throws Exception {
        PurchaseWaves node = node(2, 1_000);
        Chip chip = chip(slow, 0);
        List<CompletableFuture<Decision>> arrived;
        Thread stopping;
        try (Connection holder = hold(slow, 0)) {
            arrived = Stream.generate(() -> node.decideLater(ticket(slow, chip, 100)))
                    .limit(10)
                    .toList();
            stopping = Thread.ofPlatform().start(node::stop);
            while (node.isRunning()) {
                Thread.onSpinWait();
            }
            assertThat(node.decideLater(ticket(slow, chip, 100)).exceptionNow())
                    .isInstanceOfSatisfying(
                            Overload.class, late -> assertThat(late.reason()).isEqualTo(Reason.STOPPING));
            holder.rollback();
        }
        stopping.join();

        assertThat(arrived).allMatch(answer -> approved(answer.resultNow()));
        assertThat(slow.balance(chip)).isEqualTo(9_000);
    }

    @Test
    void anErrorInAWriterIsAnAnswerAndTheWriterGoesOn() throws Exception {
        var isBroken = new AtomicBoolean(true);
        PurchaseWaves node = node(1, 1_000, new DelegatingDataSource(till) {
            @Override
            public Connection getConnection() throws SQLException {
                if (isBroken.getAndSet(false)) {
                    throw new NoClassDefFoundError("as after an update under a running portal");
                }
                return super.getConnection();
            }
        });
        Chip chip = chip(slow, 0);

        CompletableFuture<Decision> unlucky = node.decideLater(ticket(slow, chip, 100));
        assertThat(unlucky.handle((decision, failure) -> failure).join())
                .extracting(failure -> failure instanceof CompletionException ? failure.getCause() : failure)
                .isInstanceOf(NoClassDefFoundError.class);
        assertThat(approved(node.decide(ticket(slow, chip, 100)))).isTrue();
    }

    @Test
    void aStrayInterruptEndsNoWriter() throws Exception {
        PurchaseWaves node = node(1, 1_000);
        Chip chip = chip(slow, 0);
        assertThat(approved(node.decide(ticket(slow, chip, 100)))).isTrue();

        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("till-writer"))
                .forEach(Thread::interrupt);

        assertThat(approved(node.decide(ticket(slow, chip, 100)))).isTrue();
    }

    private record Sent(UUID id, CompletableFuture<Decision> answer) {}

    /** One more node at the same database. */
    private PurchaseWaves node(int writers, int room) {
        var settings = new HikariConfig();
        till.copyStateTo(settings);
        settings.setPoolName("another node");
        settings.setMaximumPoolSize(writers);
        settings.setMinimumIdle(writers);
        var connections = new HikariDataSource(settings);
        opened.add(connections);
        return node(writers, room, connections);
    }

    private PurchaseWaves node(int writers, int room, DataSource connections) {
        var node = new PurchaseWaves(
                new WaveCall(connections, clock, json),
                new Lanes.Bounds(room, 20_000, PATIENCE, writers),
                new SimpleMeterRegistry());
        node.start();
        opened.add(node::stop);
        return node;
    }

    /** As an import or a closing does it, for as long as it takes. */
    private Connection hold(Canteen canteen, int stripe) throws SQLException {
        Connection holder = TestTown.superuser("town");
        holder.setAutoCommit(false);
        try (PreparedStatement sql = holder.prepareStatement("select pg_advisory_xact_lock(?, ?)")) {
            sql.setInt(1, canteen.town.id());
            sql.setInt(2, stripe);
            sql.execute();
        }
        return holder;
    }

    private static void untilAWaveWaits(Canteen canteen) throws SQLException {
        try (Connection superuser = TestTown.superuser("town");
                PreparedStatement sql = superuser.prepareStatement(
                        "select exists (select from pg_locks where locktype = 'advisory' and classid = ?::int and not granted)")) {
            sql.setInt(1, canteen.town.id());
            boolean waits = false;
            while (!waits) {
                try (ResultSet row = sql.executeQuery()) {
                    waits = row.next() && row.getBoolean(1);
                }
            }
        }
    }

    private static Chip chip(Canteen canteen, int stripe) {
        Chip chip = canteen.chip(10_000);
        return Stripes.of(chip.purse()) == stripe ? chip : chip(canteen, stripe);
    }

    private static Ticket ticket(Canteen canteen, Chip chip, long total) {
        return new Ticket(device(canteen), Canteen.purchase(chip.number(), total), chip.purse(), List.of());
    }

    private static Device device(Canteen canteen) {
        return canteen.device(canteen.till);
    }

    private static boolean approved(Decision decision) {
        return decision instanceof Decision.Answered answered && answered.approved();
    }

    private static long balance(Decision decision) {
        Long balance = decision instanceof Decision.Answered answered ? answered.balance() : null;
        return balance == null ? -1 : balance;
    }

    private void proveTheBooks() {
        for (Canteen canteen : List.of(slow, other)) {
            assertThat(canteen.proof().holds()).isTrue();
            assertThat(canteen.stats().astray()).isZero();
        }
    }
}
