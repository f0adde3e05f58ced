package dk.bykassen.ledger;

import java.util.Locale;

/** Why money moved. */
public enum TransferKind {
    TOP_UP,
    TOP_UP_FEE,
    PURCHASE,
    PURCHASE_REVERSAL,
    WITHDRAWAL,
    REFUND,
    TRANSFER,
    OPENING,
    CORRECTION,
    /** What a new card costs. */
    CARD_FEE,
    /** That fee, given back because there is no card. */
    CARD_FEE_BACK;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TransferKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
