package dk.bykassen.payment;

/**
 * Hears of every decision about a payment, in the transaction that writes it down: what a listener does stands or falls with
 * it. A bean of the module the payment is for; it looks at the kind and leaves others' payments alone.
 */
public interface SettlementListener {

    /**
     * The payment was just decided; after a late truth, decided anew. Must not call the outside.
     *
     * @param payment in its new state; a paid one is already in the ledger
     */
    void settled(PaymentView payment);
}
