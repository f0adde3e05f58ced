package dk.bykassen.picture;

/** A file that becomes no picture. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1;

    private final Trouble trouble;

    Unusable(Trouble trouble) {
        super(trouble.name(), null, false, false);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
