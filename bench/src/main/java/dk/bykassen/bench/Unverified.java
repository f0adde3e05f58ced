package dk.bykassen.bench;

/** What was measured is not what was done: a purchase is missing, the books do not agree, a limit was passed. */
final class Unverified extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unverified(String what) {
        super(what);
    }

    /** @throws Unverified with these words unless {@code holds} */
    static void unless(boolean holds, String words) {
        if (!holds) {
            throw new Unverified(words);
        }
    }
}
