package dk.bykassen.kernel;

import java.util.OptionalInt;

/**
 * Something a caller asked for that cannot be. People get a page in their language that says what to do, systems get
 * {@code application/problem+json}; {@link #type()} is stable and part of the API.
 */
public final class Problem extends RuntimeException {

    private final int status;
    private final String type;
    private final OptionalInt retryAfterSeconds;

    /**
     * @param status the HTTP status
     * @param type a short stable name such as {@code lines-do-not-add-up}
     * @param detail one sentence for a developer; no personal data
     */
    public Problem(int status, String type, String detail) {
        this(status, type, detail, OptionalInt.empty());
    }

    private Problem(int status, String type, String detail, OptionalInt retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The same, for a caller who is to ask again after so many seconds. */
    public Problem retryAfter(int seconds) {
        return new Problem(status, type, String.valueOf(getMessage()), OptionalInt.of(seconds));
    }

    public static Problem notFound() {
        return new Problem(404, "not-found", "There is nothing at this address.");
    }

    public static Problem forbidden() {
        return new Problem(403, "forbidden", "This is not for the one who asks.");
    }

    public static Problem gone(String detail) {
        return new Problem(410, "gone", detail);
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    /** When asking again makes sense; empty where the status alone says it. */
    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
