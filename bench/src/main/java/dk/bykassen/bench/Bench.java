package dk.bykassen.bench;

import dk.bykassen.StartUp;
import dk.bykassen.kernel.StartUpFailure;
import java.util.List;

/** Lists the benchmarks, or runs one of them. Ends with 0, with 1 where it could not start, with 2 where the run is void. */
public final class Bench {

    private static final List<Benchmark> ALL = List.of(new RulesBench(), new TillBench());

    private Bench() {}

    public static void main(String... arguments) {
        StartUp.orExplain(() -> {
            if (arguments.length == 0) {
                ALL.forEach(one -> System.out.printf("  %-10s %s%n", one.name(), one.about()));
                return;
            }
            Benchmark benchmark = ALL.stream()
                    .filter(one -> one.name().equals(arguments[0]))
                    .findFirst()
                    .orElseThrow(() -> new StartUpFailure(
                            "There is no benchmark '" + arguments[0] + "': ./bykassen bench lists them."));
            run(benchmark, benchmark.usual().with(List.of(arguments).subList(1, arguments.length)));
        });
    }

    private static void run(Benchmark benchmark, BenchOptions options) throws Exception {
        int code = 0;
        try {
            benchmark.run(options, System.out);
        } catch (Unverified broken) {
            System.err.println("The run is void: " + broken.getMessage());
            code = 2;
        }
        System.exit(code);
    }
}
