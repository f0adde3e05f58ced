package dk.bykassen.payment;

import java.util.Locale;

/** Why somebody pays. */
public enum PaymentKind {
    /** A deposit made by hand. */
    TOP_UP,
    /** A deposit by standing order, charged to a stored card. */
    AUTO_TOP_UP,
    /** A card is stored; nothing is charged. */
    CARD_REGISTRATION;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaymentKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
