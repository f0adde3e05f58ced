package dk.bykassen.payment;

import dk.bykassen.payment.gateway.GatewayNews;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.JobKind.Outcome;
import dk.bykassen.tenant.Jobs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The inbox of webhooks. Each is kept once and answered at once; a job then asks the gateway, because a webhook only says
 * that there is something to ask about. So it does not matter in which order or how often they come.
 */
@Component
class Hooks {

    static final String JOB = "payment-hook";

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofHours(48);

    private final HookStore hooks;
    private final PaymentStore payments;
    private final PaymentRegister register;
    private final Inquiries inquiries;
    private final Jobs jobs;
    private final InstantSource clock;

    Hooks(
            HookStore hooks,
            PaymentStore payments,
            PaymentRegister register,
            Inquiries inquiries,
            Jobs jobs,
            InstantSource clock) {
        this.hooks = hooks;
        this.payments = payments;
        this.register = register;
        this.inquiries = inquiries;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** What became of a webhook. */
    enum Received {
        NEW,
        DUPLICATE,
        /** It speaks of a payment we do not know. Kept, but there is nothing to ask about. */
        STRANGE
    }

    /**
     * Keeps {@code news}.
     *
     * @param hint the payment named in the address the gateway was given
     */
    @Transactional
    Received receive(String provider, GatewayNews news, @Nullable UUID hint) {
        Optional<PaymentRow> payment = payments.byGatewayId(provider, news.gatewayPaymentId())
                .or(() -> Optional.ofNullable(hint).flatMap(payments::find).flatMap(row -> named(row, news)));
        Optional<Long> added =
                hooks.add(provider, news, payment.map(PaymentRow::id).orElse(null), clock.instant());
        if (added.isEmpty()) {
            return Received.DUPLICATE;
        }
        if (payment.isEmpty()) {
            LOG.warn("webhook {} speaks of a payment that is not known here", news.event());
            return Received.STRANGE;
        }
        jobs.enqueue(JOB, added.get());
        return Received.NEW;
    }

    /** The job: asks the gateway about the payment a webhook spoke of. */
    Outcome act(String hookId) {
        long id = Long.parseLong(hookId);
        return hooks.waiting(id).map(hook -> act(id, hook)).orElseGet(JobKind::done);
    }

    private Outcome act(long id, HookStore.Waiting hook) {
        boolean answered = register.dossier(hook.payment())
                .map(dossier -> inquiries.ask(dossier, Cause.WEBHOOK).answered())
                .orElse(true);
        boolean old = Duration.between(hook.receivedAt(), clock.instant()).compareTo(PATIENCE) > 0;
        if (!answered && !old) {
            return JobKind.again(PAUSE);
        }
        hooks.handled(id, clock.instant());
        return JobKind.done();
    }

    /** The answer that should have told the gateway's name for this payment has not been written down, or was lost. */
    private Optional<PaymentRow> named(PaymentRow row, GatewayNews news) {
        return payments.attach(row.id(), news.gatewayPaymentId()) ? Optional.of(row) : Optional.empty();
    }
}
