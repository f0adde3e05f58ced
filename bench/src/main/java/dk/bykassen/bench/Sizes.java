package dk.bykassen.bench;

import java.io.PrintStream;
import java.util.List;

/** A large town with a past against a small one without, each in a database of its own on the same server. */
final class Sizes {

    private static final int SMALL = 50_000;

    private Sizes() {}

    static void measure(BenchOptions options, PrintStream out, Server server) throws Exception {
        BenchOptions.Size small = options.size().young(SMALL);
        try (House few = House.open(server, "small");
                House many = House.open(server, "large");
                Bookkeeper fewBooks = Bookkeeper.open(server, few.database());
                Bookkeeper manyBooks = Bookkeeper.open(server, many.database())) {
            Region fewCards = Region.found(few, "strict", Rulebook.EVERYTHING, small.towns(), small.cards());
            Region manyCards = Region.found(
                    many,
                    "strict",
                    Rulebook.EVERYTHING,
                    options.size().towns(),
                    options.size().cards());
            if (options.size().history() > 0) {
                History.of(manyCards, options.size().history(), out);
            }
            fewBooks.know(fewCards);
            manyBooks.know(manyCards);
            TillBench.rest(server, List.of(fewBooks, manyBooks));
            Meter meter = server.meter();
            var tpcb = new PgBench(server, TillBench.CLIENTS, fewBooks, meter);
            Noon young = noon("small", fewCards, fewBooks, meter, small);
            Noon old = noon("large", manyCards, manyBooks, meter, options.size());
            var rounds = new Rounds(server, List.of(tpcb, young, old));
            rounds.run(options, out);
            fewBooks.verifyAll(fewCards);
            manyBooks.verifyAll(manyCards);
            new TillReport(rounds, tpcb, out).print(List.of(tpcb, young, old));
            out.printf(
                    "small: %d cards; large: %d cards and %d purchases before.%n"
                            + "Verified after every turn and at the end: %d purchases.%n",
                    fewCards.cards(), manyCards.cards(), options.size().history(), young.total() + old.total());
            var goals = new Goals(rounds, out);
            goals.head();
            goals.sizes(old, young);
        }
    }

    private static Noon noon(String name, Region region, Bookkeeper books, Meter meter, BenchOptions.Size size) {
        var crowd = new CrowdInside(region, till -> till, TillBench.pools(region.house()));
        return new Noon("product, in process, " + name, size.callers(), region, crowd, books, meter);
    }
}
