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
    STALE_SIGN_IN,
    /** The CPR match answers 503. */
    MATCH_DOWN,
    /** The CPR match says the opposite of the truth. */
    MATCH_WRONG;

    /** Whether the fault shows in the ID token or in how it is handed out. */
    boolean isOfTheIdToken() {
        return switch (this) {
            case WRONG_NONCE, WRONG_ISSUER, WRONG_ACR, EXPIRED_TOKEN, MISSING_PID, WRONG_SIGNATURE, STALE_SIGN_IN ->
                true;
            case ERROR500, MIXED_UP, MATCH_DOWN, MATCH_WRONG -> false;
        };
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
