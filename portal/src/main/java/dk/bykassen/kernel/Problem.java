package dk.bykassen.kernel;

/**
 * Something a caller asked for that cannot be. People get a page in their language that says what to do, systems get
 * {@code application/problem+json}; {@link #type()} is stable and part of the API.
 */
public final class Problem extends RuntimeException {

    private final int status;
    private final String type;

    /**
     * @param status the HTTP status
     * @param type a short stable name such as {@code lines-do-not-add-up}
     * @param detail one sentence for a developer; no personal data
     */
    public Problem(int status, String type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
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
}
