package dk.bykassen.simulator.web;

/** The request cannot be answered as asked: a status and one plain sentence. */
public final class HttpProblem extends RuntimeException {

    private final int status;

    public HttpProblem(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
