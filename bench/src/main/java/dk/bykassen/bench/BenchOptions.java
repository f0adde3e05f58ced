package dk.bykassen.bench;

import dk.bykassen.kernel.StartUpFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How long and how hard.
 *
 * @param rounds how often every contender has its turn
 * @param turn how long each turn takes
 * @param warmUp how long each contender's first turn takes, which does not count: the JVM is still compiling then
 * @param size of what is measured
 * @param openLoop the share of the closed loop's rate at which purchases arrive by themselves; 0 for no open loop
 * @param against whether only this size is measured, against a small one without a past
 * @param checkpoint whether the database makes a checkpoint in the middle of every turn
 * @param folder where the database is made; emptied afterwards
 */
record BenchOptions(
        int rounds,
        Duration turn,
        Duration warmUp,
        Size size,
        double openLoop,
        boolean against,
        boolean checkpoint,
        Path folder) {

    /** So many turns make the warming up, when nothing else is said. */
    private static final int WARM_UP_TURNS = 4;
    /** Fewer tell nothing of how much rounds differ. */
    private static final int FEWEST_ROUNDS = 3;

    /**
     * @param callers how many call at the same time
     * @param cards how many accounts each contender has
     * @param towns how many towns share them
     * @param history purchases of the year before
     */
    record Size(int callers, int cards, int towns, int history) {

        /** The same without a past. */
        Size young(int youngCards) {
            return new Size(callers, youngCards, towns, 0);
        }
    }

    /** What a benchmark does when nothing is said: five rounds of five seconds. */
    static BenchOptions of(int callers, int cards) {
        return of(Duration.ofSeconds(5), callers, cards);
    }

    static BenchOptions of(Duration turn, int callers, int cards) {
        return new BenchOptions(
                5,
                turn,
                turn.multipliedBy(WARM_UP_TURNS),
                new Size(callers, cards, 1, 0),
                0,
                false,
                false,
                Path.of(System.getProperty("java.io.tmpdir"), "bykassen-bench"));
    }

    /** As long as it takes until every contender is at its best. */
    BenchOptions warmingUp() {
        return new BenchOptions(rounds, warmUp, warmUp, size, openLoop, against, checkpoint, folder);
    }

    /** These, but for what the arguments say. @throws StartUpFailure for an option that is not known or no number */
    BenchOptions with(List<String> arguments) {
        var draft = new Draft(this);
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            draft.take(left.pop(), left);
        }
        return new BenchOptions(
                draft.rounds,
                Duration.ofSeconds(draft.seconds),
                Duration.ofSeconds(draft.warmUp),
                new Size(draft.callers, draft.cards, draft.towns, draft.history),
                draft.openLoop,
                draft.against,
                draft.checkpoint,
                draft.folder);
    }

    private static final class Draft {

        private int rounds;
        private long seconds;
        private long warmUp;
        private int callers;
        private int cards;
        private int towns;
        private int history;
        private double openLoop;
        private boolean against;
        private boolean checkpoint;
        private Path folder;

        Draft(BenchOptions from) {
            rounds = from.rounds;
            seconds = from.turn.toSeconds();
            warmUp = from.warmUp.toSeconds();
            callers = from.size.callers();
            cards = from.size.cards();
            towns = from.size.towns();
            history = from.size.history();
            openLoop = from.openLoop;
            against = from.against;
            checkpoint = from.checkpoint;
            folder = from.folder;
        }

        void take(String option, Deque<String> values) {
            switch (option) {
                case "--rounds" -> rounds = number(option, values, FEWEST_ROUNDS);
                case "--seconds" -> {
                    seconds = number(option, values, 1);
                    warmUp = WARM_UP_TURNS * seconds;
                }
                case "--warm-up" -> warmUp = number(option, values, 1);
                case "--callers" -> callers = number(option, values, 1);
                case "--cards" -> cards = number(option, values, 100);
                case "--tenants" -> towns = number(option, values, 1);
                case "--history" -> history = number(option, values, 1_000);
                case "--open-loop" -> openLoop = share(option, values);
                case "--against" -> against = true;
                case "--checkpoint" -> checkpoint = true;
                case "--folder" -> folder = Path.of(value(values));
                default ->
                    throw new StartUpFailure(
                            "'" + option + "' is not known here: ./bykassen bench --help says what is.");
            }
        }

        private static String value(Deque<String> values) {
            return values.isEmpty() ? "" : values.pop();
        }

        private static int number(String option, Deque<String> values, int least) {
            String value = value(values);
            if (!value.matches("[1-9]\\d{0,7}") || Integer.parseInt(value) < least) {
                throw new StartUpFailure(option + " needs a number from " + least + " on.");
            }
            return Integer.parseInt(value);
        }

        private static double share(String option, Deque<String> values) {
            String value = value(values);
            if (!value.matches("0\\.\\d{1,2}") || Double.parseDouble(value) == 0) {
                throw new StartUpFailure(option + " needs a share below 1, such as 0.7.");
            }
            return Double.parseDouble(value);
        }
    }
}
