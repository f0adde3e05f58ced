package dk.bykassen.bench;

import org.jspecify.annotations.Nullable;

/**
 * One turn of one contender.
 *
 * @param latenciesNanos sorted
 * @param seconds how long it worked
 * @param spent what the turn took of the machine
 * @param written what it took of the disk
 * @param outlet the application's process; null where it is the program itself, or there is none
 */
record Sample(
        long[] latenciesNanos,
        double seconds,
        Meter.Spent spent,
        Written written,
        @Nullable Outlet outlet) {

    /** @param resident its memory at the end, in bytes @param cpu seconds */
    record Outlet(long resident, double cpu) {}

    /** @param fsyncs of the log */
    record Written(long walBytes, long fsyncs) {

        static final Written UNKNOWN = new Written(0, 0);

        Written since(Written before) {
            return new Written(walBytes - before.walBytes, fsyncs - before.fsyncs);
        }
    }

    Sample(long[] latenciesNanos, Meter.Spent spent) {
        this(latenciesNanos, spent.seconds(), spent, Written.UNKNOWN, null);
    }

    double perSecond() {
        return latenciesNanos.length / seconds;
    }

    /** @param share such as 0.99; 1 for the longest */
    double millisAt(double share) {
        return latenciesNanos.length == 0
                ? 0
                : latenciesNanos[(int) Math.min(latenciesNanos.length - 1L, (long) (latenciesNanos.length * share))]
                        / 1e6;
    }

    /** CPU of the whole run for one operation. */
    double microsEach() {
        return each(spent.own() * 1e6);
    }

    double each(double amount) {
        return amount / Math.max(1, latenciesNanos.length);
    }
}
