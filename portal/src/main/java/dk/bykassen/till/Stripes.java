package dk.bykassen.till;

import org.jspecify.annotations.Nullable;

/** Purses are divided into stripes, each written by one hand at a time; the same rule as {@code ledger.stripe_of}. */
final class Stripes {

    static final int COUNT = 2;

    private Stripes() {}

    /** The stripe of a purse; a card without one may be decided anywhere. */
    static int of(@Nullable Long purse) {
        return purse == null ? 0 : (int) (purse % COUNT);
    }
}
