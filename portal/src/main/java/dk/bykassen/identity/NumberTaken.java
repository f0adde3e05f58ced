package dk.bykassen.identity;

/** Somebody else already has that person number; nothing was written, the transaction is of no more use. */
public final class NumberTaken extends RuntimeException {
    NumberTaken() {
        super("that person number belongs to somebody known", null, false, false);
    }
}
