package dk.bykassen.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The till's figures, a row per contender. @param tpcb what rates are compared with */
record TillReport(Rounds rounds, Contender tpcb, PrintStream out) {

    void print(List<Contender> contenders) {
        out.printf(
                "%n%-28s %8s %7s %8s %8s %7s %7s %7s %7s %8s %6s %6s%n",
                "medians", "per s", "/TPC-B", "p50 ms", "p99 ms", "db µs", "app µs", "load µs", "WAL B", "fsyncs",
                "others", "steal");
        contenders.forEach(this::print);
        out.print("""

                /TPC-B: the median of the rounds' ratios. µs: CPU for one purchase, of the database, of the application where it
                is a process of its own, and of the load generator (in process: and the application). others: CPU of everybody
                else on this machine, 100 % is one core; steal: what its host gave away. fsyncs: of the log, from pg_stat_io,
                read after every process of the database that took part has handed in what it counted. A purchase that is asked
                for again counts as one more.
                """);
    }

    private void print(Contender one) {
        out.printf(
                Locale.ROOT,
                "%-28s %8.0f %7.2f %8.2f %8.2f %7.1f %7s %7.1f %7.0f %8.4f %5.0f%% %5.0f%%%n",
                one.name(),
                rounds.median(one, Sample::perSecond),
                rounds.ratio(one, tpcb, Sample::perSecond),
                rounds.median(one, sample -> sample.millisAt(0.5)),
                rounds.median(one, sample -> sample.millisAt(0.99)),
                rounds.median(one, sample -> micros(sample, sample.spent().database())),
                application(one),
                rounds.median(one, TillReport::load),
                rounds.median(one, sample -> sample.each(sample.written().walBytes())),
                rounds.median(one, sample -> sample.each(sample.written().fsyncs())),
                rounds.median(one, sample -> percent(sample, sample.spent().others())),
                rounds.median(one, sample -> percent(sample, sample.spent().steal())));
    }

    private String application(Contender one) {
        double micros = rounds.median(one, sample -> {
            Sample.Outlet outlet = sample.outlet();
            return outlet == null ? 0 : micros(sample, outlet.cpu());
        });
        return micros == 0 ? "" : String.format(Locale.ROOT, "%.1f", micros);
    }

    /** Of pgbench, or of this program. */
    private static double load(Sample sample) {
        return micros(
                sample,
                sample.spent().ended() > 0
                        ? sample.spent().ended()
                        : sample.spent().program());
    }

    private static double micros(Sample sample, double seconds) {
        return sample.each(seconds * 1e6);
    }

    private static double percent(Sample sample, double seconds) {
        return 100 * seconds / sample.spent().seconds();
    }
}
