package dk.bykassen.payment;

import dk.bykassen.payment.gateway.Decline;
import java.util.Locale;

/** Why a payment came out as it did, where that is not plain. */
public enum PaymentReason {
    INSUFFICIENT_FUNDS,
    CARD_EXPIRED,
    CARD_BLOCKED,
    CARD_UNUSABLE,
    /** The bank wants the customer to confirm the payment. */
    CUSTOMER_NEEDED,
    /** The bank said no and not why. */
    NO_REASON,
    /** The gateway was not reached or would not begin. */
    NOT_OPENED,
    /** Another amount was taken than ordered. */
    AMOUNT_DIFFERS,
    /** The purse was closed before the money came. */
    PURSE_CLOSED;

    static PaymentReason of(Decline decline) {
        return valueOf(decline.name());
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaymentReason of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
