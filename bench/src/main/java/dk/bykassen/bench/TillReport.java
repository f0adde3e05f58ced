package dk.bykassen.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the till's benchmark prints: a row per contender, and the goals. */
record TillReport(Rounds rounds, TillBench.Rows rows, PrintStream out) {

    private static final double MEGABYTE = 1 << 20;

    void print() {
        out.printf(
                "%n%-27s %8s %7s %8s %8s %7s %7s %7s %8s %8s %7s %6s%n",
                "medians", "per s", "/TPC-B", "p50 ms", "p99 ms", "db µs", "app µs", "load µs", "WAL B", "fsyncs",
                "others", "steal");
        for (Contender one : rows.all()) {
            out.printf(
                    Locale.ROOT,
                    "%-27s %8.0f %7.2f %8.2f %8.2f %7.1f %7s %7.1f %8.0f %8.4f %6.0f%% %5.0f%%%n",
                    one.name(),
                    rounds.median(one, Sample::perSecond),
                    rounds.ratio(one, rows.tpcb(), Sample::perSecond),
                    rounds.median(one, sample -> sample.millisAt(0.5)),
                    rounds.median(one, sample -> sample.millisAt(0.99)),
                    rounds.median(one, sample -> sample.each(sample.spent().database() * 1e6)),
                    hasProcess(one)
                            ? String.format(
                                    Locale.ROOT,
                                    "%.1f",
                                    rounds.median(
                                            one,
                                            sample -> sample.each(sample.spent().children() * 1e6)))
                            : "",
                    rounds.median(one, this::load),
                    rounds.median(one, sample -> sample.each(sample.written().walBytes())),
                    rounds.median(one, sample -> sample.each(sample.written().fsyncs())),
                    rounds.median(
                            one,
                            sample -> 100
                                    * sample.spent().others()
                                    / sample.spent().seconds()),
                    rounds.median(
                            one,
                            sample -> 100
                                    * sample.spent().steal()
                                    / sample.spent().seconds()));
        }
        out.print("""
                /TPC-B: the median of the rounds' ratios. µs: CPU for one purchase, of the database, of the application where it
                is a process of its own, and of the load generator (in process: and the application). others: CPU of everybody
                else on this machine, 100 % is one core; steal: what its host gave away. fsyncs: of the log, from pg_stat_io,
                read after every process of the database that took part has handed in what it counted. A purchase that is asked
                for again counts as one more.
                """);
    }

    private double load(Sample sample) {
        return sample.each(sample.spent().program() * 1e6);
    }

    private boolean hasProcess(Contender one) {
        return rounds.median(one, Sample::resident) > 0;
    }

    /** @param peak of the application's memory, in bytes */
    void goals(long peak) {
        out.printf("%n| %-58s | %8s | %5s | %7s | %-8s |%n", "goal", "measured", "goal", "stretch", "");
        out.println("|" + "-".repeat(60) + "|---------:|------:|--------:|----------|");
        atLeast("in process, every rule / TPC-B 32 clients", rows.strict(), rows.tpcb(), Sample::perSecond, 8, 12);
        atLeast("in process, prototype's rules / TPC-B", rows.basic(), rows.tpcb(), Sample::perSecond, 8, 12);
        atLeast("HTTP, 256 callers / TPC-B", rows.http(), rows.tpcb(), Sample::perSecond, 4, 8);
        atLeast(
                "HTTP, 256 callers / plain over the same HTTP",
                rows.http(),
                rows.plainHttp(),
                Sample::perSecond,
                8,
                20);
        atMost("HTTP p99 at 256 callers / TPC-B p99", rows.http(), rows.tpcb(), s -> s.millisAt(0.99), 1.25, 1.0);
        atMost("one caller p50 / TPC-B one client p50", rows.one(), rows.oneClient(), s -> s.millisAt(0.5), 1.0, 0.6);
        line(
                "fsyncs per purchase at 256 callers",
                rounds.median(rows.http(), s -> s.each(s.written().fsyncs())),
                0.03,
                0.02,
                "%.3f",
                false);
        line("resident memory of the application, at most, MB", peak / MEGABYTE, 512, 300, "%.0f", false);
    }

    private void atLeast(
            String what, Contender one, Contender other, ToDoubleFunction<Sample> figure, double goal, double stretch) {
        line(what, rounds.ratio(one, other, figure), goal, stretch, "%.2f", true);
    }

    private void atMost(
            String what, Contender one, Contender other, ToDoubleFunction<Sample> figure, double goal, double stretch) {
        line(what, rounds.ratio(one, other, figure), goal, stretch, "%.2f", false);
    }

    private void line(String what, double measured, double goal, double stretch, String format, boolean more) {
        boolean met = more ? measured >= goal : measured <= goal;
        boolean stretched = more ? measured >= stretch : measured <= stretch;
        out.printf(
                Locale.ROOT,
                "| %-58s | %8s | %5s | %7s | %-8s |%n",
                what,
                String.format(Locale.ROOT, format, measured),
                number(goal),
                number(stretch),
                stretched ? "stretch" : met ? "met" : "not met");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
