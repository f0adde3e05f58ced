package dk.bykassen.bench;

/**
 * One turn of one contender.
 *
 * @param latenciesNanos sorted
 * @param spent what the turn took of the machine
 */
record Sample(long[] latenciesNanos, Meter.Spent spent) {

    double perSecond() {
        return latenciesNanos.length / spent.seconds();
    }

    /** @param share such as 0.99 */
    double millisAt(double share) {
        return latenciesNanos.length == 0
                ? 0
                : latenciesNanos[(int) Math.min(latenciesNanos.length - 1L, (long) (latenciesNanos.length * share))]
                        / 1e6;
    }

    /** CPU of this program and its database for one operation. */
    double microsEach() {
        return spent.ownSeconds() * 1e6 / Math.max(1, latenciesNanos.length);
    }
}
