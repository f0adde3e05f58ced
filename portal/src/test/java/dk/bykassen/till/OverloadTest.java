package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.device.Entrance;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.limit.LimitSlot;
import dk.bykassen.till.TillClient.Heard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** More purchases than the database takes: whoever finds no room hears so, and when to come again. */
@TownTest
class OverloadTest {

    private static final int TILLS = 16;
    private static final int EACH = 5;
    /** More than any queue here holds. */
    private static final int TOO_MANY = 100_000;

    @Autowired
    ApplicationContext portal;

    @Autowired
    PurchaseWaves waves;

    @ParameterizedTest
    @EnumSource(Entrance.class)
    void whoFindsTheQueueFullIsToldWhenToComeAgain(Entrance entrance) throws Exception {
        Canteen canteen = Canteen.open(portal);
        Canteen.Chip chip = canteen.chip(1_000_000_000L);
        var till = new TillClient(entrance.port(portal), canteen.till.key());
        assertThat(till.post("/purchases", TillApiTest.lunch(Uuid7.next(), chip.number()))
                        .status())
                .isEqualTo(200);
        List<UUID> ids = Stream.generate(Uuid7::next).limit((long) TILLS * EACH).toList();

        List<Ticket> queue = new ArrayList<>();
        try (var standstill = standstill(canteen, chip)) {
            fill(queue, canteen, chip);
            assertThat(atOnce(till, chip, ids)).allSatisfy(heard -> {
                assertThat(heard.status()).isEqualTo(503);
                assertThat(heard.problem()).isEqualTo("overload");
                assertThat(heard.raw().headers().firstValue("Retry-After"))
                        .hasValueSatisfying(seconds -> assertThat(seconds).matches("[1-9][0-9]?"));
            });
            queue.forEach(ticket -> ticket.answer().cancel(false));
        }

        assertThat(ids)
                .as("a refusal is no answer: the same ids are good when there is room again")
                .allSatisfy(id -> assertThat(untilAnswered(till, chip, id)).isEqualTo("approved"));
        Purchases.Stats stats = canteen.stats();
        assertThat(stats.approved()).isGreaterThan(ids.size());
        assertThat(stats.astray()).isZero();
        assertThat(canteen.balance(chip)).isEqualTo(1_000_000_000L - stats.approvedAmount());
        assertThat(canteen.proof().holds()).isTrue();
    }

    /** Nothing is decided on the chip's purse until this is closed. */
    private static Connection standstill(Canteen canteen, Canteen.Chip chip) throws SQLException {
        Connection connection = TestTown.superuser("town");
        connection.setAutoCommit(false);
        try (PreparedStatement lock =
                connection.prepareStatement("select from ledger.account where tenant_id = ? and id = ? for update")) {
            lock.setInt(1, canteen.town.id());
            lock.setLong(2, chip.purse());
            lock.execute();
        }
        return connection;
    }

    /** Until there is no room for one more. */
    private void fill(List<Ticket> queue, Canteen canteen, Canteen.Chip chip) {
        Device device = canteen.device(canteen.till);
        List<LimitSlot> slots = List.of();
        boolean full = false;
        while (!full) {
            assertThat(queue).as("a queue has an end").hasSizeLessThan(TOO_MANY);
            var ticket = new Ticket(device, Canteen.purchase(chip.number(), 100), chip.purse(), slots);
            queue.add(ticket);
            CompletableFuture<Decision> decision = waves.decideLater(ticket);
            full = decision.isCompletedExceptionally();
            if (full) {
                assertThat(decision.exceptionNow()).isInstanceOf(Overload.class);
            }
        }
    }

    private static List<Heard> atOnce(TillClient till, Canteen.Chip chip, List<UUID> ids) throws Exception {
        List<Heard> heard = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(TILLS)) {
            List<Callable<Heard>> asked = new ArrayList<>();
            ids.forEach(id -> asked.add(() -> till.post("/purchases", TillApiTest.lunch(id, chip.number()))));
            for (Future<Heard> answer : threads.invokeAll(asked)) {
                heard.add(answer.get());
            }
        }
        return heard;
    }

    private static String untilAnswered(TillClient till, Canteen.Chip chip, UUID id) {
        Heard heard = till.post("/purchases", TillApiTest.lunch(id, chip.number()));
        while (heard.status() == 503) {
            heard = till.post("/purchases", TillApiTest.lunch(id, chip.number()));
        }
        assertThat(heard.status()).isEqualTo(200);
        return heard.body().get("result").stringValue();
    }
}
