package dk.bykassen.card;

/** How far an order for a new card is. */
public enum CardOrderState {
    /** Paid for; can still be taken back. */
    ORDERED,
    /** At the press, or on the way there. */
    IN_PRODUCTION,
    /** Made and in the post; works when its number is typed in. */
    SENT,
    IN_USE,
    /** Taken back, or its account was closed. */
    CANCELLED,
    /** Never made, or never arrived; the fee was given back. */
    FAILED;

    public boolean isUnderWay() {
        return this == ORDERED || this == IN_PRODUCTION || this == SENT;
    }
}
