package dk.bykassen.till;

import java.time.Duration;

/** The purchase was not decided in time, or would not be; the till asks again with the same id. */
final class Overload extends RuntimeException {

    private static final long LONGEST_SECONDS = 60;

    /** Why it was turned away. */
    enum Reason {
        /** As many wait as there is room for. */
        FULL,
        /** Those who wait already take longer than anybody's patience. */
        SLOW,
        /** Nothing has been decided in the lane for longer than anybody's patience. */
        STUCK,
        /** It waited, and its time was over. */
        LATE,
        /** This node takes no more. */
        STOPPING
    }

    private final Reason reason;
    private final int retryAfterSeconds;

    /** @param until how long it takes, by what is known, until asking again makes sense */
    Overload(Reason reason, Duration until) {
        super("not decided in time", null, false, false);
        this.reason = reason;
        this.retryAfterSeconds = (int) Math.clamp(until.plusNanos(999_999_999).toSeconds(), 1, LONGEST_SECONDS);
    }

    Reason reason() {
        return reason;
    }

    /** Whole seconds, at least one. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
