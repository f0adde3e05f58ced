package dk.bykassen.withdrawal;

import java.util.Locale;

/** Why a bank did not pay, as far as it helps the one who asked. */
public enum Rejection {
    /** There is no such account. */
    WRONG_NUMBER,
    CLOSED_ACCOUNT,
    BLOCKED_ACCOUNT,
    OTHER;

    /** @param code of ISO 20022's ExternalStatusReason1Code */
    static Rejection ofBankCode(String code) {
        return switch (code) {
            case "AC01", "AC02", "AC03", "BE01" -> WRONG_NUMBER;
            case "AC04", "AC07" -> CLOSED_ACCOUNT;
            case "AC06" -> BLOCKED_ACCOUNT;
            default -> OTHER;
        };
    }

    /** The name in the database and at the end of message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Rejection of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
