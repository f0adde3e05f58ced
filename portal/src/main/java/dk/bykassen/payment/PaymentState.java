package dk.bykassen.payment;

import java.util.Locale;

/** Where a payment stands; {@link PaymentStates} says what leads from one to the next. */
public enum PaymentState {
    /** Written down; the gateway is about to be asked. */
    CREATED,
    /** The gateway has it: a window is open, or a charge is under way. */
    PENDING,
    /** The gateway was asked and did not answer: money may or may not have been taken. */
    UNKNOWN,
    /** Taken in full and credited. */
    PAID,
    /** The bank said no; nothing was taken. */
    DECLINED,
    /** Left by the payer, or never begun; nothing was taken. */
    CANCELLED,
    /** Time ran out and the gateway confirmed that nothing was taken. */
    EXPIRED,
    /** Money was taken, but not as ordered: it stands in suspense until somebody of the staff has looked. */
    HELD;

    /** Whether the gateway's answer is known. A decision may still be overtaken by a later truth. */
    public boolean isDecided() {
        return this != CREATED && this != PENDING && this != UNKNOWN;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaymentState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
