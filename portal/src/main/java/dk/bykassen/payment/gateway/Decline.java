package dk.bykassen.payment.gateway;

import java.util.Locale;

/** Why a bank said no, as far as a citizen can do something about it. */
public enum Decline {
    INSUFFICIENT_FUNDS,
    CARD_EXPIRED,
    /** Lost, stolen or blocked by the bank. */
    CARD_BLOCKED,
    /** The gateway no longer knows the stored card, or may not use it. */
    CARD_UNUSABLE,
    /** The bank wants the customer to confirm it: paid in a window it may go through, charged without one it never will. */
    CUSTOMER_NEEDED,
    /** The bank gave no reason that helps. */
    NO_REASON;

    /**
     * The issuer's response code (ISO 8583, field 39). 1A (Visa) and 65 (Mastercard, once a limit of uses) ask for strong
     * customer authentication since PSD2: a "soft decline"; 70 is Visa's for a PIN.
     */
    public static Decline ofIssuerCode(String code) {
        return switch (code) {
            case "51", "61", "116", "121" -> INSUFFICIENT_FUNDS;
            case "33", "54", "101" -> CARD_EXPIRED;
            case "04", "4", "07", "7", "34", "36", "41", "43", "62", "67" -> CARD_BLOCKED;
            case "14", "15", "46", "56", "57" -> CARD_UNUSABLE;
            case "1A", "65", "70" -> CUSTOMER_NEEDED;
            default -> NO_REASON;
        };
    }

    /** As stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
