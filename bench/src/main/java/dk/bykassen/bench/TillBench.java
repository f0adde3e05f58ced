package dk.bykassen.bench;

import com.zaxxer.hikari.HikariDataSource;
import dk.bykassen.till.PlainApi;
import dk.bykassen.till.PlainCounter;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * The till at noon: the product, in process and over HTTP, against TPC-B as pgbench runs it and against an ordinary program
 * that keeps the same rules with a transaction per purchase; all on one PostgreSQL, in turns.
 */
final class TillBench implements Benchmark {

    private static final String PURCHASES = "/api/v1/purchases";

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
        PgBench.program();
        try (Server server = Server.start(options.folder())) {
            out.printf(
                    "%s%n%d rounds of %d s, %d cards in %d towns; fsync and synchronous_commit on%n",
                    about(), options.rounds(), options.turn().toSeconds(), options.cards(), options.towns());
            PgBench.load(server);
            try (House house = House.open(server, "bench")) {
                measure(options, out, house);
            }
        }
    }

    private static void measure(BenchOptions options, PrintStream out, House house) throws Exception {
        Region basic = Region.found(house, "basic", Rulebook.PLAIN, options.towns(), options.cards());
        Region strict = Region.found(house, "strict", Rulebook.EVERYTHING, options.towns(), options.cards());
        Region plain = Region.found(house, "plain", Rulebook.EVERYTHING, options.towns(), options.cards());
        Server server = house.server();
        List<HikariDataSource> pools = List.copyOf(
                house.portal().getBeansOfType(HikariDataSource.class).values());
        try (Bookkeeper books = Bookkeeper.open(server, house.database());
                PlainCounter counter = PlainCounter.open(
                        house.portal(),
                        "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + house.database(),
                        server.superuser(),
                        server.password());
                OutletProcess product = OutletProcess.start(server, house.database());
                OutletProcess ordinary = OutletProcess.start(server, house.database(), Outlet.PLAIN);
                var atPlain = new CrowdOverHttp(plain, ordinary, PlainApi.PATH);
                var atDoor = new CrowdOverHttp(strict, product, PURCHASES)) {
            for (Region region : List.of(basic, strict, plain)) {
                books.know(region);
            }
            books.execute("vacuum analyze");
            books.execute("checkpoint");
            Meter meter = server.meter();
            int many = options.callers();
            var row = new Rows(
                    new PgBench(server, 32, books, meter),
                    new PgBench(server, 1, books, meter),
                    new Noon(
                            "plain, in process",
                            many,
                            plain,
                            new CrowdInside(plain, till -> till.at(counter), List.of(counter.pool())),
                            books,
                            meter),
                    new Noon(
                            "product, prototype's rules",
                            many,
                            basic,
                            new CrowdInside(basic, till -> till, pools),
                            books,
                            meter),
                    new Noon(
                            "product, every rule",
                            many,
                            strict,
                            new CrowdInside(strict, till -> till, pools),
                            books,
                            meter),
                    new Noon("plain, HTTP, " + many, many, plain, atPlain, books, meter),
                    new Noon("product, HTTP, 1", 1, strict, atDoor, books, meter),
                    new Noon("product, HTTP, 8", 8, strict, atDoor, books, meter),
                    new Noon("product, HTTP, 64", 64, strict, atDoor, books, meter),
                    new Noon("product, HTTP, " + many, many, strict, atDoor, books, meter));
            var rounds = new Rounds(row.all());
            rounds.run(options, out);
            for (Region region : List.of(basic, strict, plain)) {
                books.verifyAll(region);
            }
            var report = new TillReport(rounds, row, out);
            report.print();
            report.goals(product.peak());
            out.printf(Locale.ROOT, "%nverified after every turn and at the end: %d purchases%n", row.verified());
        }
    }

    /** The contenders, by what they are in the goals. */
    record Rows(
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

        long verified() {
            return List.of(plain, basic, strict, plainHttp, one, eight, sixtyFour, http).stream()
                    .mapToLong(Noon::total)
                    .sum();
        }
    }
}
