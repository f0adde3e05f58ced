package dk.bykassen.simulator.press;

import java.util.Locale;
import java.util.Optional;

/** What the press can be told to do to its next requests. */
enum PressFault {
    /** Nothing happens and nobody answers. */
    TIMEOUT,
    /** Nothing happens; the answer is an error of the press's own. */
    ERROR500,
    /** The order is taken, but nobody says so. */
    LOST_ANSWER,
    /** The order is taken and will never be made. */
    REFUSE,
    /** The card is made a day later than usual. */
    LATE,
    /** The card gets the number of the last one made for the tenant, which never happens at a good press. */
    SAME_NUMBER;

    /** The name on the wire, as in {@code lost_answer}. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PressFault> of(String wire) {
        for (PressFault fault : values()) {
            if (fault.wire().equals(wire)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
