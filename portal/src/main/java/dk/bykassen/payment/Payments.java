package dk.bykassen.payment;

import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Payments by card. Those that talk to the gateway must be called outside any transaction, so that no database connection
 * waits for it; what they learn is written in transactions of their own.
 */
@Service
public class Payments {

    /** How long a second click waits for the first one's answer before it is shown the payment's page instead. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private static final Duration GLANCE = Duration.ofMillis(150);

    private final PaymentRegister register;
    private final PaymentStore store;
    private final Inquiries inquiries;

    Payments(PaymentRegister register, PaymentStore store, Inquiries inquiries) {
        this.register = register;
        this.store = store;
        this.inquiries = inquiries;
    }

    /**
     * Begins a payment: opens a window, or charges the stored card named. The same form sent again, at the same moment or
     * later, is the same payment.
     *
     * @throws IllegalStateException inside a transaction
     */
    public Started start(NewPayment order) {
        refuseTransaction();
        return switch (register.register(order)) {
            case PaymentRegister.Fresh(var dossier) ->
                order.storedCardId() == null ? started(inquiries.open(dossier)) : started(inquiries.charge(dossier));
            case PaymentRegister.Same(PaymentRow row) -> repeated(answered(row));
            case PaymentRegister.Busy(UUID existing) -> new Started.Undecided(existing);
            case PaymentRegister.Rejected(Refusal why) -> new Started.Refused(why);
        };
    }

    /**
     * Charges a stored card with nobody at the screen. Safe to repeat with the same key; while any charge of a stored card
     * for the same purse is undecided, another does not begin.
     *
     * @throws IllegalStateException inside a transaction
     */
    public Charged chargeStored(NewPayment order) {
        refuseTransaction();
        if (order.storedCardId() == null) {
            throw new IllegalArgumentException("which stored card?");
        }
        return switch (register.register(order)) {
            case PaymentRegister.Fresh(var dossier) -> charged(inquiries.charge(dossier));
            case PaymentRegister.Same(PaymentRow row) -> charged(row);
            case PaymentRegister.Busy(UUID existing) -> new Charged.Undecided(existing);
            case PaymentRegister.Rejected(Refusal why) -> new Charged.Refused(why);
        };
    }

    /**
     * Closes the windows a payer left open for a purse. Whoever goes back from the window and begins anew has given the
     * first attempt up; left open, it would count against the purse's limit until its time runs out. The gateway is asked
     * first: what was paid stays paid.
     *
     * @param click of the attempt that begins now; its own window stays open, so that a double click does not close it
     * @throws IllegalStateException inside a transaction
     */
    public void leaveWindows(long payerId, long purseId, UUID click) {
        refuseTransaction();
        for (UUID left : register.openWindows(payerId, purseId, click)) {
            register.dossier(left).ifPresent(dossier -> inquiries.leave(dossier, Cause.LEAVE));
        }
    }

    @Transactional(readOnly = true)
    public Optional<PaymentView> find(UUID id) {
        return store.find(id).map(PaymentRow::view);
    }

    /** Whether a form with this key was sent before: then {@link #start} only says what became of it. */
    @Transactional(readOnly = true)
    public boolean knows(UUID click) {
        return store.byClick(click).isPresent();
    }

    /** Ids of the payments for any of these purses, whoever paid. */
    @Transactional(readOnly = true)
    public List<UUID> idsFor(Collection<Long> purses) {
        return purses.isEmpty() ? List.of() : store.idsFor(purses);
    }

    /** What {@code payer} began from {@code since} on, the newest first and {@code most} at most. */
    @Transactional(readOnly = true)
    public List<PaymentView> begunBy(long payer, Instant since, int most) {
        return store.begunBy(payer, since, most).stream().map(PaymentRow::view).toList();
    }

    /**
     * Asks the gateway now what became of a payment that is not decided. What it says is settled before this returns; where it
     * does not answer, everything stays as it was and the janitor goes on asking.
     *
     * @throws IllegalStateException inside a transaction
     */
    public void askAgain(UUID id) {
        refuseTransaction();
        register.dossier(id)
                .filter(dossier ->
                        !dossier.row().state().isDecided() && dossier.row().gatewayPaymentId() != null)
                .ifPresent(dossier -> inquiries.ask(dossier, Cause.RETURN));
    }

    /** Which of {@code payments} {@code person} made: what others paid is not theirs to see. */
    @Transactional(readOnly = true)
    public Set<UUID> paidBy(long person, Collection<UUID> payments) {
        return payments.isEmpty() ? Set.of() : store.paidBy(person, payments);
    }

    /** Payments for a purse whose outcome is not known, oldest first. */
    @Transactional(readOnly = true)
    public List<PaymentView> undecided(long purseId) {
        return store.undecided(purseId).stream().map(PaymentRow::view).toList();
    }

    /** The newest payments of {@code kind} that {@code payerId} made into a purse, whatever became of them. */
    @Transactional(readOnly = true)
    public List<PaymentView> newest(long payerId, long purseId, PaymentKind kind, int most) {
        return store.newest(payerId, purseId, kind, most).stream()
                .map(PaymentRow::view)
                .toList();
    }

    /** What undecided payments may still bring to a purse; those nobody can have paid are left out. */
    @Transactional(readOnly = true)
    public Money sumInFlight(long purseId) {
        return undecided(purseId).stream()
                .filter(payment -> !payment.neverBegan())
                .map(PaymentView::amount)
                .reduce(Money.zero(Tenants.current().currency()), Money::plus);
    }

    /**
     * As {@link #sumInFlight}, and nobody begins another payment for the purse until the caller's transaction ends: for
     * whoever else fills it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money holdInFlight(long purseId) {
        store.lockPurse(purseId);
        return sumInFlight(purseId);
    }

    /** How many payments of {@code kind} were begun for a purse since {@code from}, declined ones included, cancelled ones not. */
    @Transactional(readOnly = true)
    public int countSince(long purseId, PaymentKind kind, Instant from) {
        return store.countSince(purseId, kind, from);
    }

    /** Two clicks arrive together: the second waits for the answer to the first, so that both lead to the same window. */
    private PaymentRow answered(PaymentRow row) {
        PaymentRow newest = row;
        for (long waited = 0; waited < PATIENCE.toMillis() && newest.state() == PaymentState.CREATED; ) {
            try {
                Thread.sleep(GLANCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return newest;
            }
            waited += GLANCE.toMillis();
            newest = register.find(row.publicId()).orElse(newest);
        }
        return newest;
    }

    private static Started started(PaymentRow row) {
        boolean notBegun = row.state() == PaymentState.CANCELLED && row.view().reason() == PaymentReason.NOT_OPENED;
        return notBegun ? new Started.Refused(Refusal.UNREACHABLE) : repeated(row);
    }

    private static Started repeated(PaymentRow row) {
        if (row.state().isDecided()) {
            return new Started.Decided(row.publicId());
        }
        if (row.state() == PaymentState.PENDING && row.window() != null) {
            return new Started.Window(row.window(), row.publicId());
        }
        return row.state() == PaymentState.UNKNOWN
                ? new Started.Unknown(row.publicId())
                : new Started.Undecided(row.publicId());
    }

    private static Charged charged(PaymentRow row) {
        PaymentReason reason = row.view().reason();
        return switch (row.state()) {
            case PAID -> new Charged.Paid(row.publicId());
            case DECLINED -> new Charged.Declined(row.publicId(), reason == null ? PaymentReason.NO_REASON : reason);
            case CANCELLED, EXPIRED -> new Charged.Refused(Refusal.UNREACHABLE);
            case CREATED, PENDING, UNKNOWN, HELD -> new Charged.Unknown(row.publicId());
        };
    }

    private static void refuseTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "a payment is not begun inside a transaction: its gateway would hold it open");
        }
    }
}
