package dk.bykassen.payment;

import java.util.Locale;

/** What can happen to a payment. */
enum PaymentEvent {
    /** The gateway opened a window or took on a charge. */
    OPENED,
    /** The gateway was not reached, or would not begin. */
    NOT_OPENED,
    /** The gateway may have been reached, and did not answer. */
    NO_ANSWER,
    /** The gateway took the whole amount, or stored the card. */
    COMPLETED,
    /** The gateway took the whole amount after we had given the payment up. */
    COMPLETED_LATE,
    /** The gateway took another amount than ordered, or there is no purse any more to credit. */
    DIFFERED,
    BANK_SAID_NO,
    /** The payer went away, and the gateway confirmed that nothing was taken. */
    LEFT,
    /** Time ran out, and the gateway confirmed that nothing was taken. */
    RAN_OUT;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
