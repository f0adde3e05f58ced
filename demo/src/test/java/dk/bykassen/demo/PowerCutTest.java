package dk.bykassen.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.postgres.EmbeddedPostgres;
import dk.bykassen.postgres.Options;
import dk.bykassen.postgres.OwnedDatabase;
import dk.bykassen.tenant.PreparedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one PostgreSQL, tills that never rest, and somebody who pulls the plug: kill -9 of a node or of the whole
 * database server, in the middle of everything. After each cut every purchase that was acknowledged is there once, with the
 * answer that was given; every other one is there once or not at all, and asking again tells which.
 *
 * <p>{@code -Dbykassen.power-cuts=200} makes it long, and then it prints what happened; {@code -Dbykassen.power-cuts.seed}
 * repeats the choices of a run, though not its timing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PowerCutTest {

    private static final int CUTS = Integer.getInteger("bykassen.power-cuts", 5);
    private static final boolean AT_LENGTH = System.getProperty("bykassen.power-cuts") != null;
    private static final long SEED = Long.getLong("bykassen.power-cuts.seed", System.nanoTime());
    private static final int CALLERS = 40;
    private static final int BUSY_MILLIS = 40;
    /** While a node starts it has the processors nearly to itself. */
    private static final int CALM_MILLIS = 2_000;

    @TempDir
    static Path folder;

    private static final Random RANDOM = new Random(SEED);
    private static EmbeddedPostgres server;
    private static Map<String, String> environment;
    private static List<List<Integer>> ports;
    private static final List<Portal> PORTALS = new ArrayList<>();
    private static List<Shoppers.Node> nodes;
    private static Shoppers shoppers;
    private static Reckoning reckoning;
    private static List<Asked> lastAsked = List.of();

    /** It says at each cut that the server ended; kept here, for loggers nobody holds forget their level. */
    private static final Logger SERVER_LOG = Logger.getLogger(EmbeddedPostgres.class.getName());

    private enum Cut {
        NODE,
        DATABASE
    }

    @BeforeAll
    static void twoNodesAndTwoTowns() throws Exception {
        SERVER_LOG.setLevel(Level.OFF);
        // Durable: fsync, synchronous_commit and full_page_writes are on.
        server = EmbeddedPostgres.start(
                folder.resolve("postgres"),
                Options.defaults().with("shared_buffers", "64MB").with("max_connections", "60"));
        String secrets = Keyring.newLine("town");
        String address = OwnedDatabase.address(server, "town");
        PreparedDatabase.at(address, secrets);
        List<CutTown> towns;
        try (Connection sql = superuser()) {
            sql.setAutoCommit(false);
            String zone = zoneInWhichTheDayIsYoung();
            towns = List.of(CutTown.found(sql, 0, zone), CutTown.found(sql, 1, zone));
            sql.commit();
            reckoning = new Reckoning(sql, towns);
        }
        environment = Map.of(
                "BYKASSEN_DATABASE_URL",
                address,
                "BYKASSEN_SECRETS_FILE",
                Files.writeString(folder.resolve("secrets"), secrets).toString());
        ports = portsBelowThoseOfClients(2);
        for (List<Integer> three : ports) {
            PORTALS.add(Portal.startAsInProduction(folder, environment, three));
        }
        for (Portal portal : PORTALS) {
            portal.awaitReady();
        }
        nodes = PORTALS.stream()
                .map(portal -> new Shoppers.Node(portal.devicePort))
                .toList();
        shoppers = new Shoppers(nodes, towns);
    }

    @AfterAll
    static void stop() throws Exception {
        if (shoppers != null) {
            shoppers.close();
        }
        for (Portal portal : PORTALS) {
            portal.kill();
        }
        server.close();
        SERVER_LOG.setLevel(null);
    }

    @Test
    @Order(1)
    void whateverIsCutEveryPurchaseIsThereOnceOrNotAtAll() throws Exception {
        say("%d cuts, seed %d".formatted(CUTS, SEED));
        shoppers.rest(BUSY_MILLIS);
        shoppers.start(CALLERS, SEED);
        for (int number = 1; number <= CUTS; number++) {
            awaitBothServing();
            cutAndReckon(number, plan(number));
        }
    }

    /** The last: it looks at what the cuts left behind, and changes nothing that stays. */
    @Test
    @Order(2)
    void whateverIsNotAsItWasToldIsSeen() throws Exception {
        assumeTrue(!lastAsked.isEmpty(), "the cuts went well");
        try (Connection sql = superuser()) {
            sql.setAutoCommit(false);
            for (String harm : harms()) {
                assertThat(reckoning.differences(sql, lastAsked)).isEmpty();
                try (Statement statement = sql.createStatement()) {
                    assertThat(statement.executeUpdate(harm)).as(harm).isPositive();
                }
                assertThat(reckoning.differences(sql, lastAsked)).as(harm).isNotEmpty();
                sql.rollback();
            }
        }
    }

    private static List<String> harms() {
        String one = "(select id from said where result = '%s' order by id limit 1)";
        String approved = one.formatted("approved");
        return List.of(
                "delete from till.purchase where id in " + one.formatted("declined"),
                "delete from till.reversal where id in " + one.formatted("reversed"),
                "update till.purchase set balance_after = balance_after + 1 where id in " + approved,
                "update till.purchase set total = total + 1 where id in " + approved,
                "delete from ledger.transfer where group_id in " + approved,
                """
                insert into ledger.transfer
                    (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at)
                select tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at
                from ledger.transfer
                where group_id in %s
                """.formatted(approved),
                "update ledger.account set balance = balance + 1 where kind = 'gateway'",
                "update ledger.account set spent[1] = spent[1] + 1 where spent_on is not null",
                """
                update card.rule
                set limits[1] = 0
                where account_id in (
                    select a.id
                    from card.account a
                    join ledger.account p on p.tenant_id = a.tenant_id and p.id = a.purse_id
                    where p.spent[1] > 0)
                """);
    }

    /** As many of one kind as of the other, in no order that could be foreseen. */
    private static Cut plan(int number) {
        List<Cut> kinds = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            kinds.add(i % 2 == 0 ? Cut.DATABASE : Cut.NODE);
        }
        Collections.shuffle(kinds, new Random(SEED));
        return kinds.get(number - 1);
    }

    private static void cutAndReckon(int number, Cut kind) throws Exception {
        int node = RANDOM.nextInt(nodes.size());
        boolean aimed = RANDOM.nextInt(5) < 2;
        int before = shoppers.acknowledged();
        var underWay = new AtomicInteger();
        atSomeMoment(aimed, () -> {
            underWay.set(shoppers.underWay());
            pull(kind, node);
        });
        long cut = System.nanoTime();
        // The world goes on for a moment before anybody notices.
        Thread.sleep(RANDOM.nextInt(400));
        if (kind == Cut.NODE) {
            startAgain(node);
        }
        awaitBothServing();
        double away = (System.nanoTime() - cut) / 1e9;

        if (number == CUTS) {
            shoppers.close();
        }
        shoppers.hold();
        try (Connection sql = superuser()) {
            List<Asked> asked = shoppers.takeAsked();
            List<Asked> open = open(asked);
            Set<UUID> kept = Reckoning.kept(sql, open);
            List<Asked> replayed = shoppers.askAgain(open);
            say(
                    "%3d  %-10s %-5s  in flight %2d, acknowledged %5d, unknown %3d: found %2d, not found %2d, replayed %2d; back in %.1f s"
                            .formatted(
                                    number,
                                    kind == Cut.NODE ? "node " + (node + 1) : "PostgreSQL",
                                    aimed ? "aimed" : "",
                                    underWay.get(),
                                    shoppers.acknowledged() - before,
                                    open.size(),
                                    kept.size(),
                                    open.size() - kept.size(),
                                    replayed.size(),
                                    away));
            List<String> wrong = new ArrayList<>(shoppers.wrong());
            open.stream()
                    .filter(one -> kept.contains(one.id) && !replayed.contains(one))
                    .forEach(one -> wrong.add(one.id + " was decided, and asking again decided it anew"));
            if (wrong.isEmpty()) {
                wrong.addAll(reckoning.add(sql, asked));
            }
            assertThat(wrong).as("cut %d, %s; seed %d", number, kind, SEED).isEmpty();
            lastAsked = number == CUTS ? asked : List.of();
        } finally {
            shoppers.goOn();
        }
    }

    private static List<Asked> open(List<Asked> asked) {
        return asked.stream().filter(one -> one.told() == null).toList();
    }

    private static void startAgain(int node) throws IOException, InterruptedException {
        shoppers.rest(CALM_MILLIS);
        PORTALS.get(node).kill();
        PORTALS.set(node, Portal.startAsInProduction(folder, environment, ports.get(node)));
        PORTALS.get(node).awaitReady();
        shoppers.rest(BUSY_MILLIS);
    }

    /** Under load; a share of the cuts comes as soon as some till has sent something. */
    private static void atSomeMoment(boolean aimed, Runnable act) throws InterruptedException {
        Thread.sleep(200 + RANDOM.nextInt(800));
        if (!aimed) {
            act.run();
            return;
        }
        var done = new CountDownLatch(1);
        long after = RANDOM.nextInt(3_000_000);
        shoppers.afterNextSend(() -> {
            LockSupport.parkNanos(after);
            act.run();
            done.countDown();
        });
        assertThat(done.await(1, TimeUnit.MINUTES))
                .as("somebody sends something")
                .isTrue();
    }

    private static void pull(Cut kind, int node) {
        if (kind == Cut.NODE) {
            PORTALS.get(node).pullThePlug();
        } else {
            killTheServer();
        }
    }

    /** The postmaster and all its children at once: stopped first, so that nobody has a last word. */
    private static void killTheServer() {
        try {
            String pid = Files.readAllLines(folder.resolve("postgres/pgdata/postmaster.pid"))
                    .getFirst()
                    .strip();
            signal("-STOP", List.of(pid));
            List<String> all = new ArrayList<>(ProcessHandle.of(Long.parseLong(pid)).stream()
                    .flatMap(ProcessHandle::descendants)
                    .map(child -> Long.toString(child.pid()))
                    .toList());
            all.add(pid);
            signal("-KILL", all);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String signal, List<String> pids) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("kill", signal), pids.stream()).toList();
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Nobody restarts a node because the database was away: each comes back by itself. */
    private static void awaitBothServing() throws InterruptedException {
        for (Shoppers.Node node : nodes) {
            int before = node.served.get();
            await(() -> node.served.get() > before + 5, "a node comes back; seed " + SEED);
        }
    }

    private static void await(BooleanSupplier question, String inVain) throws InterruptedException {
        long until = System.nanoTime() + 120_000_000_000L;
        while (!question.getAsBoolean()) {
            assertThat(System.nanoTime()).as(inVain).isLessThan(until);
            Thread.sleep(10);
        }
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("town"), server.superuser(), server.password());
    }

    private static String zoneInWhichTheDayIsYoung() {
        int hour = LocalTime.now(ZoneOffset.UTC).getHour();
        return hour < 12 ? "Etc/UTC" : "Etc/GMT+" + Math.min(12, hour - 1);
    }

    /** Three for each node. Below those that a client is given for its own end, so that a node gets its own back. */
    private static List<List<Integer>> portsBelowThoseOfClients(int nodes) {
        List<List<Integer>> found = new ArrayList<>();
        while (found.size() < nodes) {
            int first = 10_000 + RANDOM.nextInt(20_000);
            try (ServerSocket one = loopback(first);
                    ServerSocket two = loopback(first + 1);
                    ServerSocket three = loopback(first + 2)) {
                found.add(List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort()));
            } catch (IOException taken) {
                // Then others.
            }
        }
        return found;
    }

    private static ServerSocket loopback(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static void say(String line) {
        if (AT_LENGTH) {
            System.out.println(line);
        }
    }
}
