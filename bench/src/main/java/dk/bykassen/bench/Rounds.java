package dk.bykassen.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Lets contenders take turns, in another order every round, so that what else the machine does and what grows with time
 * falls on all alike; ratios are taken within a round, and the median of the rounds counts. A long round warms up; then the
 * database makes a checkpoint, so that it writes its log into files it has already, as a server does that is not new, and a
 * round of usual turns does not count either. Nobody pays for what the one before left to be written: before each turn the
 * disk comes to rest.
 */
final class Rounds {

    private static final int WARMING_UP = -1;

    private final Server server;
    private final List<Contender> contenders;
    private final Map<Contender, List<Sample>> samples = new LinkedHashMap<>();

    Rounds(Server server, List<Contender> contenders) {
        this.server = server;
        this.contenders = List.copyOf(contenders);
        contenders.forEach(one -> samples.put(one, new ArrayList<>()));
    }

    /** @throws Unverified as soon as a turn was not what it claims to have been */
    void run(BenchOptions options, PrintStream out) throws Exception {
        for (int round = WARMING_UP; round <= options.rounds(); round++) {
            BenchOptions now = round == WARMING_UP ? options.warmingUp() : options;
            List<Contender> order = new ArrayList<>(contenders);
            Collections.shuffle(order, new Random(round));
            for (Contender contender : order) {
                server.settle();
                Sample sample = turn(contender, now);
                contender.verify();
                if (round > 0) {
                    samples.getOrDefault(contender, List.of()).add(sample);
                }
                out.printf(
                        Locale.ROOT,
                        "%-8s %-24s %8.0f/s%n",
                        round > 0 ? "round " + round : "warm-up",
                        contender.name(),
                        sample.perSecond());
            }
            if (round == WARMING_UP) {
                Checkpoint.now(server);
                for (Contender contender : contenders) {
                    contender.afterCheckpoint();
                }
            }
        }
    }

    private Sample turn(Contender contender, BenchOptions options) throws Exception {
        if (!options.checkpoint()) {
            return contender.turn(options);
        }
        try (var midway = Checkpoint.midway(server, options.turn())) {
            return contender.turn(options);
        }
    }

    void print(PrintStream out) {
        out.printf(
                "%n%-24s %12s %10s %10s %10s %10s%n", "medians", "per second", "p50 ms", "p99 ms", "CPU µs", "others");
        contenders.forEach(one -> out.printf(
                Locale.ROOT,
                "%-24s %12.0f %10.2f %10.2f %10.0f %9.0f%%%n",
                one.name(),
                median(one, Sample::perSecond),
                median(one, sample -> sample.millisAt(0.5)),
                median(one, sample -> sample.millisAt(0.99)),
                median(one, Sample::microsEach),
                median(
                        one,
                        sample -> 100 * sample.spent().others() / sample.spent().seconds())));
        out.println("others: CPU of everybody else on this machine; 100 % is one core");
    }

    /** The median over the rounds of what {@code one} needed for each that {@code other} needed in the same round. */
    double ratio(Contender one, Contender other, ToDoubleFunction<Sample> figure) {
        List<Sample> ones = of(one);
        List<Sample> others = of(other);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ones.size(); round++) {
            ratios.add(figure.applyAsDouble(ones.get(round)) / figure.applyAsDouble(others.get(round)));
        }
        return middle(ratios);
    }

    double median(Contender contender, ToDoubleFunction<Sample> figure) {
        return middle(of(contender).stream().map(figure::applyAsDouble).toList());
    }

    List<Sample> of(Contender contender) {
        return samples.getOrDefault(contender, List.of());
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
