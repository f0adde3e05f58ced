package dk.bykassen.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a session lasts, in real time: moving the demo's clock signs nobody out.
 *
 * @param idle a session nobody used for this long is over
 * @param most however busy, a session ends after this
 */
public record Lifetime(Duration idle, Duration most) {

    /** Being seen is written down this often at most, to spare the database a write for each page. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);
    /** Ended sessions are kept for those who ask who was signed in when. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** The end of one that begins {@code now}, however busy. */
    public Instant until(Instant now) {
        return now.plus(most);
    }

    /** What was not used since then is over. */
    public Instant idleSince(Instant now) {
        return now.minus(idle);
    }

    /**
     * When a session used {@code now} ends if nothing more happens; {@code until} is its end however busy. Being seen now and
     * then is not written down: the session ends by what is.
     */
    public Instant end(Instant lastSeen, Instant now, Instant until) {
        Instant unused = (isToBeNoted(lastSeen, now) ? now : lastSeen).plus(idle);
        return unused.isBefore(until) ? unused : until;
    }

    /** Whether its use has to be written down again. */
    public boolean isToBeNoted(Instant lastSeen, Instant now) {
        return lastSeen.isBefore(now.minus(SEEN_EVERY));
    }

    /** What was over before then is forgotten. */
    public Instant keptSince(Instant now) {
        return now.minus(KEPT);
    }
}
