package dk.bykassen.till;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A database that is away: one writer at a time asks whether it is back, after growing pauses, and any wave that gets
 * through ends it. {@link Lanes} guards it. Times as {@link System#nanoTime} tells them.
 */
final class Outage {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private int failures;
    private long since;
    private long askAt;
    private @Nullable LaneQueue asking;

    /** How long a writer has to wait before it may go to the database; for ever while another one asks. */
    long nanosToWait(long now) {
        if (failures == 0) {
            return 0;
        }
        return asking == null ? Math.max(0, askAt - now) : Long.MAX_VALUE;
    }

    boolean hasLasted(Duration patience, long now) {
        return failures > 0 && now - since > patience.toNanos();
    }

    /** A writer goes to the database with {@code lane}. */
    void goes(LaneQueue lane) {
        if (failures > 0) {
            asking = lane;
        }
    }

    /** It did not get through. */
    void met(LaneQueue lane, long now) {
        if (failures > 0 && lane != asking) {
            return; // it had set out before
        }
        if (failures == 0) {
            since = now;
        }
        long pause = FIRST_PAUSE.toNanos() << Math.min(failures++, 10);
        askAt = now + Math.min(pause, LONGEST_PAUSE.toNanos());
        asking = null;
    }

    /** It came back without having asked anything. */
    void learntNothing(LaneQueue lane) {
        if (lane == asking) {
            asking = null;
        }
    }

    /** It got through. @return whether others wait to hear of it */
    boolean ends() {
        boolean lasted = failures > 0;
        failures = 0;
        asking = null;
        return lasted;
    }
}
