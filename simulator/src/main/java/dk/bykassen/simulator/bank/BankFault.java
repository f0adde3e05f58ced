package dk.bykassen.simulator.bank;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the bank can be told to do wrong with the next files. */
enum BankFault {
    /** Nothing happens and nobody answers. */
    TIMEOUT,
    /** The file is taken and nobody says so. */
    LOST_ANSWER,
    /** Nothing happens; the answer is an error of the bank's own. */
    ERROR500,
    /** The report names each transfer twice. */
    DUPLICATE_ANSWER,
    /** The decision takes its time. */
    LATE_ANSWER;

    /** @param delay how late an answer is, or how long a silent line is held; null for the fault's own measure */
    record Ordered(BankFault fault, @Nullable Duration delay) {

        Duration delayOr(Duration usual) {
            return delay == null ? usual : delay;
        }
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BankFault> of(String wire) {
        for (BankFault fault : values()) {
            if (fault.wire().equals(wire)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
