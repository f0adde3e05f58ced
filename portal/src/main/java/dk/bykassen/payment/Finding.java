package dk.bykassen.payment;

import dk.bykassen.payment.gateway.Truth;

/** What the gateway's books mean for a payment, whatever state we believe it in. Amounts in minor units. */
sealed interface Finding {

    /** Exactly what was ordered was taken, or the card was stored. */
    record Complete() implements Finding {}

    /** Money was taken and not all of it given back, but not what was ordered. */
    record Different(long net) implements Finding {}

    /** Nothing was taken and nothing can be any more. */
    record Closed() implements Finding {}

    /** Nothing was taken so far. */
    record Open() implements Finding {}

    static Finding of(PaymentView payment, Truth.Found truth) {
        long total = payment.total().minor();
        if (truth.charged() > 0) {
            long net = truth.charged() - truth.refunded();
            if (truth.refunded() == 0 && truth.charged() == total) {
                return new Complete();
            }
            // Taken and given back in full, by somebody at the gateway: as if it had never been.
            return net > 0 ? new Different(net) : new Closed();
        }
        if (payment.kind() == PaymentKind.CARD_REGISTRATION && hasStoredCard(truth)) {
            return new Complete();
        }
        boolean givenBack = truth.cancelled() > 0 && truth.held() == 0;
        return truth.terminated() || givenBack ? new Closed() : new Open();
    }

    private static boolean hasStoredCard(Truth.Found truth) {
        return truth.token() != null && truth.card() != null && truth.card().expires() != null;
    }
}
