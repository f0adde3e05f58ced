package dk.bykassen.kernel;

/** Something the operator must mend before the portal can start; the message is one plain sentence for them. */
public final class StartUpFailure extends RuntimeException {

    public StartUpFailure(String sentence) {
        super(sentence);
    }

    public StartUpFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
