package dk.bykassen.bench;

import dk.bykassen.till.Line;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What a purchase costs with every rule on, against one with none. Both towns sell the same lunch; in one of them the tenant
 * counts in eight slots and every account has limits in all of them for day, week and month, places, item groups and
 * allergens that are refused, a standing order, and a level below which somebody wants to be told.
 */
final class RulesBench implements Benchmark {

    private static final List<Line> LUNCH = List.of(
            new Line("Dagens ret", 1, 28_00, "hot-meal", List.of("gluten", "celery")),
            new Line("Yoghurt", 1, 6_00, "food", List.of("milk")),
            new Line("Æble", 2, 4_00, "fruit", List.of()));

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String about() {
        return "a purchase with all rules on against one with none, in process";
    }

    @Override
    public BenchOptions usual() {
        return BenchOptions.of(64, 5_000);
    }

    @Override
    public void run(BenchOptions options, PrintStream out) throws Exception {
        out.printf(
                "%s%n%d rounds of %d s, %d callers, %d cards each; fsync and synchronous_commit on%n%n",
                about(),
                options.rounds(),
                options.turn().toSeconds(),
                options.size().callers(),
                options.size().cards());
        try (Server server = Server.start(options.folder());
                House house = House.open(server, "bench")) {
            Meter meter = server.meter();
            var plain = new BusyTown(
                    "no rules",
                    BenchTown.found(house, "plain", "PLA", options.size().cards()),
                    LUNCH,
                    meter);
            BenchTown strict =
                    BenchTown.found(house, "strict", "STR", options.size().cards());
            Rulebook.EVERYTHING.of(strict);
            strict.showTills();
            var all = new BusyTown("all rules", strict, LUNCH, meter);
            var rounds = new Rounds(server, List.of(plain, all));
            rounds.run(options, out);
            rounds.print(out);
            out.printf(
                    Locale.ROOT,
                    "%nall rules / no rules: time per purchase %.2f, CPU per purchase %.2f, p99 %.2f%n",
                    1 / rounds.ratio(all, plain, Sample::perSecond),
                    rounds.ratio(all, plain, Sample::microsEach),
                    rounds.ratio(all, plain, sample -> sample.millisAt(0.99)));
            out.printf(
                    "verified after every turn: %d purchases, each once; books, counters, limits%n",
                    plain.total() + all.total());
        }
    }
}
