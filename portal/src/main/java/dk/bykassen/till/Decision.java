package dk.bykassen.till;

import org.jspecify.annotations.Nullable;

/** What became of a purchase that a wave has looked at. */
sealed interface Decision {

    /**
     * Decided and kept, now or earlier.
     *
     * @param reason why not; null when approved
     * @param balance what the purse held afterwards, in minor units; null for an unknown card
     * @param replayed whether it had been decided before
     */
    record Answered(
            boolean approved,
            @Nullable String reason,
            @Nullable Long balance,
            boolean replayed) implements Decision {}

    /** The id stands for another purchase. */
    record Conflict() implements Decision {}

    /** The card leads to another purse than was thought; nothing was done. */
    record Elsewhere() implements Decision {}

    /** The till's key is no longer good; nothing was done. */
    record Retired() implements Decision {}
}
