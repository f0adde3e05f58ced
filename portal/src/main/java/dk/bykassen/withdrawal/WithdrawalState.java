package dk.bykassen.withdrawal;

import java.util.Locale;

/** Where a withdrawal stands; {@link WithdrawalStates} says what leads from one to the next. */
public enum WithdrawalState {
    /** Off the account, not yet at the bank: it can be undone. */
    RESERVED,
    /** Given to the bank, or about to be: whether it has it is asked until it answers. */
    HANDED_OVER,
    /** Paid by the bank. */
    CONFIRMED,
    /** Not paid, or come back: the money is on the account again. */
    REJECTED,
    /** Undone before it went. */
    CANCELLED;

    public boolean isUnderWay() {
        return this == RESERVED || this == HANDED_OVER;
    }

    /** The name in the database and at the end of message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static WithdrawalState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
