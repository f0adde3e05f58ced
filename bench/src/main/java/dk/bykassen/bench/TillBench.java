package dk.bykassen.bench;

import com.zaxxer.hikari.HikariDataSource;
import dk.bykassen.till.PlainApi;
import dk.bykassen.till.PlainCounter;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The till at noon: the product, in process and over HTTP, against TPC-B as pgbench runs it and against an ordinary program
 * that keeps the same rules with a transaction per purchase; all on one PostgreSQL, in turns.
 */
final class TillBench implements Benchmark {

    static final int CLIENTS = 32;

    private static final String PURCHASES = "/api/v1/purchases";
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "till";
    }

    @Override
    public String about() {
        return "purchases per second against TPC-B and against a plain program, in process and over HTTP";
    }

    @Override
    public BenchOptions usual() {
        return BenchOptions.of(256, 50_000);
    }

    @Override
    public void run(BenchOptions options, PrintStream out) throws Exception {
        // Before anything is made: without it there is nothing to compare with.
        PgBench.program();
        try (Server server = Server.start(options.folder())) {
            out.printf(
                    "%s%n%d rounds of %d s, %d callers, %d cards in %d towns, %d purchases before%s;"
                            + " fsync and synchronous_commit on%n",
                    about(),
                    options.rounds(),
                    options.turn().toSeconds(),
                    options.size().callers(),
                    options.size().cards(),
                    options.size().towns(),
                    options.size().history(),
                    options.checkpoint() ? ", a checkpoint in every turn" : "");
            PgBench.load(server);
            if (options.against()) {
                Sizes.measure(options, out, server);
            } else {
                try (House house = House.open(server, "bench")) {
                    measure(options, out, house);
                }
            }
        }
    }

    /** Everything at rest, so that no turn pays for what was made before. */
    static void rest(Server server, List<Bookkeeper> all) throws Exception {
        for (Bookkeeper books : all) {
            books.execute("vacuum analyze");
        }
        Checkpoint.now(server);
    }

    static List<HikariDataSource> pools(House house) {
        return List.copyOf(house.portal().getBeansOfType(HikariDataSource.class).values());
    }

    private static void measure(BenchOptions options, PrintStream out, House house) throws Exception {
        BenchOptions.Size size = options.size();
        Region basic = Region.found(house, "basic", Rulebook.PLAIN, size.towns(), size.cards());
        Region strict = Region.found(house, "strict", Rulebook.EVERYTHING, size.towns(), size.cards());
        Region plain = Region.found(house, "plain", Rulebook.EVERYTHING, size.towns(), size.cards());
        if (size.history() > 0) {
            History.of(strict, size.history(), out);
        }
        Server server = house.server();
        try (Bookkeeper books = Bookkeeper.open(server, house.database());
                PlainCounter counter = PlainCounter.open(
                        house.portal(), server.jdbcUrl(house.database()), server.superuser(), server.password());
                OutletProcess product = OutletProcess.start(server, house.database());
                OutletProcess ordinary = OutletProcess.start(server, house.database(), Outlet.PLAIN);
                var atPlain = new CrowdOverHttp(plain, ordinary, PlainApi.PATH);
                var atDoor = new CrowdOverHttp(strict, product, PURCHASES)) {
            for (Region region : List.of(basic, strict, plain)) {
                books.know(region);
            }
            rest(server, List.of(books));
            Meter meter = server.meter();
            meter.watch(product.pid());
            meter.watch(ordinary.pid());
            var noons = new Noons(books, meter);
            int many = size.callers();
            var rows = new Rows(
                    new PgBench(server, CLIENTS, books, meter),
                    new PgBench(server, 1, books, meter),
                    noons.of(
                            "plain, in process",
                            many,
                            plain,
                            new CrowdInside(plain, till -> till.at(counter), List.of(counter.pool()))),
                    noons.of(
                            "product, in process, basic",
                            many,
                            basic,
                            new CrowdInside(basic, till -> till, pools(house))),
                    noons.of("product, in process", many, strict, new CrowdInside(strict, till -> till, pools(house))),
                    noons.of("plain, HTTP, " + many, many, plain, atPlain),
                    noons.of("product, HTTP, 1", 1, strict, atDoor),
                    noons.of("product, HTTP, 8", 8, strict, atDoor),
                    noons.of("product, HTTP, 64", 64, strict, atDoor),
                    noons.of("product, HTTP, " + many, many, strict, atDoor));
            var rounds = new Rounds(server, rows.all());
            rounds.run(options, out);
            if (options.openLoop() > 0) {
                double rate = options.openLoop() * rounds.median(rows.http(), Sample::perSecond);
                try (var open = new CrowdOverHttp(strict, product, PURCHASES, () -> rate)) {
                    openLoop(options, out, server, noons.of("product, HTTP, open loop", many, strict, open), rate);
                }
            }
            for (Region region : List.of(basic, strict, plain)) {
                books.verifyAll(region);
            }
            new TillReport(rounds, rows.tpcb(), out).print(rows.all());
            out.printf(
                    Locale.ROOT,
                    "basic: the prototype's rules (balance, status, limits on one thing); all others: every rule.%n"
                            + "Verified after every turn and at the end: %d purchases, %d more turned away.%n",
                    rows.verified(),
                    rows.unanswered());
            goals(rows, new Goals(rounds, out), product.peak());
        }
    }

    /** Percentiles of all rounds together. */
    private static void openLoop(BenchOptions options, PrintStream out, Server server, Noon noon, double rate)
            throws Exception {
        var rounds = new Rounds(server, List.of(noon));
        rounds.run(options, out);
        long[] all = rounds.of(noon).stream()
                .flatMapToLong(sample -> Arrays.stream(sample.latenciesNanos()))
                .sorted()
                .toArray();
        var together = new Sample(all, 1, rounds.of(noon).getFirst().spent(), Sample.Written.UNKNOWN, null);
        out.printf(
                Locale.ROOT,
                "%nopen loop, %.0f a second at random (%.0f %% of the closed loop), %d purchases, ms from when each was due:%n"
                        + "p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  longest %.2f%n",
                rate,
                100 * options.openLoop(),
                all.length,
                together.millisAt(0.5),
                together.millisAt(0.9),
                together.millisAt(0.99),
                together.millisAt(0.999),
                together.millisAt(1));
    }

    private static void goals(Rows rows, Goals goals, long peak) {
        goals.head();
        goals.atLeast("in process, 256 callers / TPC-B 32 clients", rows.strict(), rows.tpcb(), 8, 12);
        goals.atLeast("the same with the prototype's rules", rows.basic(), rows.tpcb(), 8, 12);
        goals.atLeast("HTTP, 256 callers / TPC-B", rows.http(), rows.tpcb(), 4, 8);
        goals.atLeast("HTTP, 256 callers / plain over the same HTTP", rows.http(), rows.plainHttp(), 8, 20);
        goals.atMost("HTTP p99 at 256 callers / TPC-B p99", rows.http(), rows.tpcb(), s -> s.millisAt(0.99), 1.25, 1);
        goals.atMost(
                "one caller p50 / TPC-B one client p50", rows.one(), rows.oneClient(), s -> s.millisAt(0.5), 1, 0.6);
        goals.sizesElsewhere();
        goals.atMost(
                "fsyncs per purchase at 256 callers",
                goals.rounds().median(rows.http(), s -> s.each(s.written().fsyncs())),
                "%.4f",
                0.03,
                0.02);
        goals.atMost("resident memory of the application, at most, MB", peak / MEGABYTE, "%.0f", 512, 300);
    }

    /** Makes lunches that are verified by the same hand. */
    record Noons(Bookkeeper books, Meter meter) {
        Noon of(String name, int callers, Region region, Crowd crowd) {
            return new Noon(name, callers, region, crowd, books, meter);
        }
    }

    /** The contenders, by what they are in the goals. */
    private record Rows(
            Contender tpcb,
            Contender oneClient,
            Noon plain,
            Noon basic,
            Noon strict,
            Noon plainHttp,
            Noon one,
            Noon eight,
            Noon sixtyFour,
            Noon http) {

        List<Contender> all() {
            return List.of(tpcb, oneClient, plain, basic, strict, plainHttp, one, eight, sixtyFour, http);
        }

        private List<Noon> noons() {
            return List.of(plain, basic, strict, plainHttp, one, eight, sixtyFour, http);
        }

        long verified() {
            return noons().stream().mapToLong(Noon::total).sum();
        }

        long unanswered() {
            return noons().stream().mapToLong(Noon::unanswered).sum();
        }
    }
}
