package dk.bykassen.simulator.eid;

import java.util.Locale;
import java.util.Optional;

/** What a broker can be told to get wrong in its next answers. */
enum EidFault {
    WRONG_NONCE,
    WRONG_ISSUER,
    WRONG_ACR,
    EXPIRED_TOKEN,
    MISSING_PID,
    ERROR500,
    WRONG_SIGNATURE;

    static Optional<EidFault> of(String name) {
        for (EidFault fault : values()) {
            if (fault.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
