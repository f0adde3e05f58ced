package dk.bykassen.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table of goals: what was measured, and whether it is enough. */
record Goals(Rounds rounds, PrintStream out) {

    private static final String SIZES = "1 M cards and 10 M purchases / 50 k cards and none";

    void head() {
        out.printf("%n| %-54s | %8s | %5s | %7s | %-9s |%n", "", "measured", "goal", "stretch", "met");
        out.println("|" + "-".repeat(56) + "|---------:|------:|--------:|-----------|");
    }

    /** The ratio of two rates, the median of the rounds. */
    void atLeast(String what, Contender one, Contender other, double goal, double stretch) {
        double measured = rounds.ratio(one, other, Sample::perSecond);
        line(what, String.format(Locale.ROOT, "%.2f", measured), goal, stretch, measured >= goal, measured >= stretch);
    }

    /** The ratio of two figures, the median of the rounds. */
    void atMost(
            String what, Contender one, Contender other, ToDoubleFunction<Sample> figure, double goal, double stretch) {
        atMost(what, rounds.ratio(one, other, figure), "%.2f", goal, stretch);
    }

    void atMost(String what, double measured, String format, double goal, double stretch) {
        line(what, String.format(Locale.ROOT, format, measured), goal, stretch, measured <= goal, measured <= stretch);
    }

    void sizes(Contender large, Contender small) {
        atLeast(SIZES, large, small, 0.85, 0.95);
    }

    /** Measured in a run of its own. */
    void sizesElsewhere() {
        out.printf("| %-54s | %8s | %5s | %7s | %-9s |%n", SIZES, "-", "0.85", "0.95", "--against");
    }

    private void line(String what, String measured, double goal, double stretch, boolean met, boolean stretched) {
        out.printf(
                "| %-54s | %8s | %5s | %7s | %-9s |%n",
                what, measured, number(goal), number(stretch), stretched ? "stretch" : met ? "yes" : "no");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
