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
 * @param towns how many towns share them
 * @param folder where the database is made; emptied afterwards
 */
record BenchOptions(int rounds, Duration turn, int callers, int cards, int towns, Path folder) {

    /** Fewer tell nothing of how much rounds differ. */
    private static final int FEWEST_ROUNDS = 3;

    /** What a benchmark does when nothing is said: five rounds of five seconds. */
    static BenchOptions of(int callers, int cards) {
        return new BenchOptions(
                5,
                Duration.ofSeconds(5),
                callers,
                cards,
                1,
                Path.of(System.getProperty("java.io.tmpdir"), "bykassen-bench"));
    }

    /** These, but for what the arguments say. @throws StartUpFailure for an option that is not known or no number */
    BenchOptions with(List<String> arguments) {
        var changed = this;
        for (int i = 0; i < arguments.size(); i += 2) {
            changed = changed.with(arguments.get(i), i + 1 < arguments.size() ? arguments.get(i + 1) : "");
        }
        return changed;
    }

    private BenchOptions with(String option, String value) {
        return switch (option) {
            case "--rounds" ->
                new BenchOptions(number(option, value, FEWEST_ROUNDS), turn, callers, cards, towns, folder);
            case "--seconds" ->
                new BenchOptions(rounds, Duration.ofSeconds(number(option, value, 1)), callers, cards, towns, folder);
            case "--callers" -> new BenchOptions(rounds, turn, number(option, value, 1), cards, towns, folder);
            case "--cards" -> new BenchOptions(rounds, turn, callers, number(option, value, 100), towns, folder);
            case "--tenants" -> new BenchOptions(rounds, turn, callers, cards, number(option, value, 1), folder);
            case "--folder" -> new BenchOptions(rounds, turn, callers, cards, towns, Path.of(value));
            default ->
                throw new StartUpFailure("'" + option + "' is not known here: ./bykassen bench --help says what is.");
        };
    }

    private static int number(String option, String value, int least) {
        if (!value.matches("[1-9]\\d{0,7}") || Integer.parseInt(value) < least) {
            throw new StartUpFailure(option + " needs a number from " + least + " on.");
        }
        return Integer.parseInt(value);
    }
}
