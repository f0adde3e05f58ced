package dk.bykassen.payment;

import static dk.bykassen.payment.PaymentEvent.BANK_SAID_NO;
import static dk.bykassen.payment.PaymentEvent.COMPLETED;
import static dk.bykassen.payment.PaymentEvent.COMPLETED_LATE;
import static dk.bykassen.payment.PaymentEvent.DIFFERED;
import static dk.bykassen.payment.PaymentEvent.LEFT;
import static dk.bykassen.payment.PaymentEvent.NOT_OPENED;
import static dk.bykassen.payment.PaymentEvent.NO_ANSWER;
import static dk.bykassen.payment.PaymentEvent.OPENED;
import static dk.bykassen.payment.PaymentEvent.RAN_OUT;
import static dk.bykassen.payment.PaymentState.CANCELLED;
import static dk.bykassen.payment.PaymentState.CREATED;
import static dk.bykassen.payment.PaymentState.DECLINED;
import static dk.bykassen.payment.PaymentState.EXPIRED;
import static dk.bykassen.payment.PaymentState.HELD;
import static dk.bykassen.payment.PaymentState.PAID;
import static dk.bykassen.payment.PaymentState.PENDING;
import static dk.bykassen.payment.PaymentState.UNKNOWN;

import dk.bykassen.kernel.StateTable;

/** Everything that may happen to a payment. The diagram in the documents is drawn from here. */
final class PaymentStates {

    static final StateTable<PaymentState, PaymentEvent> TABLE = StateTable.<PaymentState, PaymentEvent>startingIn(
                    PaymentState.class, CREATED)
            .edge(CREATED, OPENED, PENDING)
            .edge(CREATED, NOT_OPENED, CANCELLED)
            .edge(CREATED, NO_ANSWER, UNKNOWN)
            .edge(CREATED, BANK_SAID_NO, DECLINED)
            // A webhook may be faster than the answer to the call it speaks of.
            .edge(CREATED, COMPLETED, PAID)
            .edge(CREATED, DIFFERED, HELD)
            .edge(UNKNOWN, OPENED, PENDING)
            .edge(UNKNOWN, NOT_OPENED, CANCELLED)
            .edge(UNKNOWN, BANK_SAID_NO, DECLINED)
            .edge(UNKNOWN, COMPLETED, PAID)
            .edge(UNKNOWN, DIFFERED, HELD)
            .edge(PENDING, COMPLETED, PAID)
            .edge(PENDING, DIFFERED, HELD)
            .edge(PENDING, BANK_SAID_NO, DECLINED)
            .edge(PENDING, LEFT, CANCELLED)
            .edge(PENDING, RAN_OUT, EXPIRED)
            // Late truth: what was taken is credited, whatever we had said before.
            .edge(DECLINED, COMPLETED_LATE, PAID)
            .edge(DECLINED, DIFFERED, HELD)
            .edge(CANCELLED, COMPLETED_LATE, PAID)
            .edge(CANCELLED, DIFFERED, HELD)
            .edge(EXPIRED, COMPLETED_LATE, PAID)
            .edge(EXPIRED, DIFFERED, HELD)
            .build();

    private PaymentStates() {}
}
