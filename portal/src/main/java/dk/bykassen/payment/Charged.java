package dk.bykassen.payment;

import java.util.UUID;

/** What came of {@link Payments#chargeStored}. */
public sealed interface Charged {

    record Paid(UUID paymentId) implements Charged {}

    record Declined(UUID paymentId, PaymentReason reason) implements Charged {}

    /** Another charge of a stored card for the same purse is not decided yet; this one was not begun. */
    record Undecided(UUID existing) implements Charged {}

    /** Not begun; nothing was taken. */
    record Refused(Refusal reason) implements Charged {}

    /** Not decided yet: the janitor finds out, and every {@link SettlementListener} hears of it. */
    record Unknown(UUID paymentId) implements Charged {}
}
