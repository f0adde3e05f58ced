package dk.bykassen.simulator.gateway;

import java.util.Locale;
import java.util.Optional;

/** What a gateway can be told to do to its next requests, charges or webhooks. */
public enum GatewayFault {
    /** Nothing happens and nobody answers, until the client gives up. */
    TIMEOUT(Kind.LINE),
    /** Nothing happens; the answer is an error of the gateway's own. */
    ERROR500(Kind.LINE),
    /** It happens, but nobody says so. */
    LOST_ANSWER(Kind.LINE),
    DUPLICATE_WEBHOOK(Kind.WEBHOOK),
    DELAYED_WEBHOOK(Kind.WEBHOOK),
    /** The webhooks of one act arrive last first. */
    REORDERED_WEBHOOK(Kind.WEBHOOK),
    NO_WEBHOOK(Kind.WEBHOOK),
    /** The issuer says no. */
    DECLINE(Kind.CARD),
    /** The issuer says no for now: too little money. */
    NO_FUNDS(Kind.CARD),
    /** The issuer wants the customer to confirm; a payment window asks them, a charge of a stored card cannot. */
    SOFT_DECLINE(Kind.CARD),
    EXPIRED_CARD(Kind.CARD);

    /** Where a fault strikes. */
    public enum Kind {
        LINE,
        WEBHOOK,
        CARD
    }

    private final Kind kind;

    GatewayFault(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The name on the wire, as in {@code lost_answer}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GatewayFault> of(String wire) {
        for (GatewayFault fault : values()) {
            if (fault.wire().equals(wire)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
