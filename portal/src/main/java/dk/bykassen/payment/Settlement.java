package dk.bykassen.payment;

import dk.bykassen.payment.gateway.Truth;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves payments from state to state. Each method is one transaction that locks the payment first, so that return, webhook
 * and janitor may learn the same truth at the same moment: one writes it down, the others find it written.
 */
@Component
@Transactional
class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final PaymentStore payments;
    private final HookStore hooks;
    private final Consequences consequences;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Settlement(
            PaymentStore payments,
            HookStore hooks,
            Consequences consequences,
            InstantSource clock,
            MeterRegistry metrics) {
        this.payments = payments;
        this.hooks = hooks;
        this.consequences = consequences;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The gateway has the payment and calls it {@code gatewayPaymentId}; {@code window} is null for a charge. */
    PaymentRow opened(long id, String gatewayPaymentId, @Nullable URI window, Cause cause) {
        PaymentRow row = payments.lock(id);
        if (!payments.attach(id, gatewayPaymentId)) {
            LOG.error("payment {} is known to the gateway under two names", row.publicId());
            return row;
        }
        if (window != null && !row.state().isDecided()) {
            payments.noteWindow(id, window);
        }
        return happened(payments.lock(id), PaymentEvent.OPENED, null, cause);
    }

    PaymentRow notOpened(long id, Cause cause) {
        return happened(payments.lock(id), PaymentEvent.NOT_OPENED, PaymentReason.NOT_OPENED, cause);
    }

    PaymentRow noAnswer(long id, Cause cause) {
        return happened(payments.lock(id), PaymentEvent.NO_ANSWER, null, cause);
    }

    PaymentRow declined(long id, PaymentReason reason, Cause cause) {
        return happened(payments.lock(id), PaymentEvent.BANK_SAID_NO, reason, cause);
    }

    /** The payer went away and the gateway closed the payment. A refusal by the bank, if there was one, is the better answer. */
    PaymentRow left(long id, Cause cause) {
        PaymentRow row = begun(payments.lock(id), cause);
        Optional<PaymentReason> refusal = hooks.lastRefusal(id);
        return refusal.isPresent()
                ? happened(row, PaymentEvent.BANK_SAID_NO, refusal.get(), cause)
                : happened(row, PaymentEvent.LEFT, null, cause);
    }

    /** Time ran out and the gateway closed the payment. */
    PaymentRow ranOut(long id, Cause cause) {
        return happened(payments.lock(id), PaymentEvent.RAN_OUT, null, cause);
    }

    /** Acts on what the gateway's books say about the payment; the same truth twice changes nothing. */
    PaymentRow learn(long id, Truth.Found truth, Cause cause) {
        PaymentRow row = payments.lock(id);
        if (!speaksOf(row, truth)) {
            LOG.error("the gateway's answer is not about payment {}", row.publicId());
            return row;
        }
        return switch (Finding.of(row.view(), truth)) {
            case Finding.Complete complete -> completed(row, truth, cause);
            case Finding.Different(long net) -> differed(row, truth, net, PaymentReason.AMOUNT_DIFFERS, cause);
            case Finding.Closed closed -> left(row.id(), cause);
            case Finding.Open open -> open(begun(row, cause), cause);
        };
    }

    /** In a window the payer may try another card; a stored card that was refused stays refused. */
    private PaymentRow open(PaymentRow row, Cause cause) {
        return row.chargesStoredCard()
                ? hooks.lastRefusal(row.id())
                        .map(refusal -> happened(row, PaymentEvent.BANK_SAID_NO, refusal, cause))
                        .orElse(row)
                : row;
    }

    private PaymentRow completed(PaymentRow row, Truth.Found truth, Cause cause) {
        Optional<PaymentEvent> event = possible(row, PaymentEvent.COMPLETED, PaymentEvent.COMPLETED_LATE);
        if (event.isEmpty()) {
            return row;
        }
        if (!consequences.credit(row.view())) {
            return differed(row, truth, truth.charged(), PaymentReason.PURSE_CLOSED, cause);
        }
        Long kept = consequences.keepCard(row, truth);
        payments.noteTruth(row.id(), truth, row.view().total().minor(), kept);
        PaymentRow paid = happened(row, event.get(), null, cause);
        if (event.get() == PaymentEvent.COMPLETED_LATE) {
            consequences.noteLate(paid.view(), row.state());
        }
        consequences.receipt(paid.view());
        return paid;
    }

    private PaymentRow differed(PaymentRow row, Truth.Found truth, long net, PaymentReason reason, Cause cause) {
        if (possible(row, PaymentEvent.DIFFERED).isEmpty()) {
            return row;
        }
        consequences.suspend(row.view(), net, reason);
        payments.noteTruth(row.id(), truth, net, null);
        return happened(row, PaymentEvent.DIFFERED, reason, cause);
    }

    /** A payment the gateway knows has begun, whatever became of the answer that should have said so. */
    private PaymentRow begun(PaymentRow row, Cause cause) {
        return happened(row, PaymentEvent.OPENED, null, cause);
    }

    private PaymentRow happened(PaymentRow row, PaymentEvent event, @Nullable PaymentReason reason, Cause cause) {
        Optional<PaymentState> next = PaymentStates.TABLE.next(row.state(), event);
        if (next.isEmpty()) {
            return row;
        }
        PaymentState to = next.get();
        Instant now = clock.instant();
        if (!payments.move(row, event, to, cause, reason, now)) {
            throw new IllegalStateException("payment " + row.publicId() + " moved while it was locked");
        }
        PaymentRow moved = payments.lock(row.id());
        if (to.isDecided()) {
            consequences.decided(moved);
        }
        LOG.info("payment {} {} -> {} ({})", row.publicId(), row.state(), to, cause);
        metrics.counter("bykassen.payment.state", "state", to.code(), "cause", cause.code())
                .increment();
        return moved;
    }

    private static Optional<PaymentEvent> possible(PaymentRow row, PaymentEvent... events) {
        for (PaymentEvent event : events) {
            if (PaymentStates.TABLE.next(row.state(), event).isPresent()) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    private static boolean speaksOf(PaymentRow row, Truth.Found truth) {
        return (truth.reference() == null || truth.reference().equals(row.view().reference()))
                && truth.currency().equals(row.view().amount().currency().getCurrencyCode());
    }
}
