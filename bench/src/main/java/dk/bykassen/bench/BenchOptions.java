package dk.bykassen.bench;

import dk.bykassen.kernel.StartUpFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How long and how hard.
 *
 * @param rounds how often every contender has its turn
 * @param turn how long each turn takes
 * @param callers how many call at the same time
 * @param cards how many accounts each contender has
 * @param folder where the database is made; emptied afterwards
 */
record BenchOptions(int rounds, Duration turn, int callers, int cards, Path folder) {

    /** Fewer tell nothing of how much rounds differ. */
    private static final int FEWEST_ROUNDS = 3;

    /** @throws StartUpFailure for an option that is not known or no number */
    static BenchOptions parse(List<String> arguments) {
        int rounds = 5;
        int seconds = 5;
        int callers = 64;
        int cards = 5_000;
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "bykassen-bench");
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (arguments.get(i)) {
                case "--rounds" -> rounds = number(arguments.get(i), value, FEWEST_ROUNDS);
                case "--seconds" -> seconds = number(arguments.get(i), value, 1);
                case "--callers" -> callers = number(arguments.get(i), value, 1);
                case "--cards" -> cards = number(arguments.get(i), value, 100);
                case "--folder" -> folder = Path.of(value);
                default ->
                    throw new StartUpFailure(
                            "'" + arguments.get(i) + "' is not known here: ./bykassen bench --help says what is.");
            }
        }
        return new BenchOptions(rounds, Duration.ofSeconds(seconds), callers, cards, folder);
    }

    private static int number(String option, String value, int least) {
        if (!value.matches("[1-9]\\d{0,6}") || Integer.parseInt(value) < least) {
            throw new StartUpFailure(option + " needs a number from " + least + " on.");
        }
        return Integer.parseInt(value);
    }
}
