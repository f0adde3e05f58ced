package dk.bykassen.payment;

/** Why a payment was not begun. Nothing was taken and nothing is under way. */
public enum Refusal {
    /** The same form key came with other contents. */
    KEY_REUSED,
    /** The tenant has no card gateway. */
    NOT_SET_UP,
    /** The stored card is not the payer's, or was removed. */
    CARD_GONE,
    /** The purse would rise above its ceiling. */
    NO_ROOM,
    /** The gateway cannot be reached at the moment; try later. */
    UNREACHABLE,
    /** The gateway was reached and would not begin. */
    GATEWAY_REFUSED
}
