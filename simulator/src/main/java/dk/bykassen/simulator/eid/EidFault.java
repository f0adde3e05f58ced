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
    WRONG_SIGNATURE,
    /** The answer to the browser names another issuer (RFC 9207): a mix-up attack. */
    MIXED_UP,
    /** The sign-in happened two hours ago, whatever {@code prompt=login} asked for. */
    STALE_SIGN_IN;

    /** Whether the fault is in the browser's way back, not in the ID token. */
    boolean isOfTheWayBack() {
        return this == MIXED_UP;
    }

    static Optional<EidFault> of(String name) {
        for (EidFault fault : values()) {
            if (fault.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
