package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.gateway.CardForm;
import dk.bykassen.simulator.gateway.FaultOrder;
import dk.bykassen.simulator.gateway.FaultOrder.Act;
import dk.bykassen.simulator.gateway.MagicAmount;
import dk.bykassen.simulator.gateway.TestCard;
import dk.bykassen.simulator.gateway.Verdict;
import dk.bykassen.simulator.nexi.Payment.Charge;
import dk.bykassen.simulator.nexi.Payment.Refund;
import dk.bykassen.simulator.nexi.Payment.State;
import dk.bykassen.simulator.nexi.Payment.StoredCard;
import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.store.Transaction;
import dk.bykassen.simulator.world.Orders;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway does. Every act is one transaction that also queues its webhooks: a charge the merchant has heard of
 * is on the disk, and a webhook is never lost with the process.
 */
final class Nexi {

    /** A payment window is open for two days. */
    private static final Duration SESSION = Duration.ofHours(48);

    private final Database database;
    private final InstantSource clock;
    private final Orders<FaultOrder> faults;
    private final WebhookQueue webhooks;

    Nexi(Database database, InstantSource clock, Orders<FaultOrder> faults, WebhookQueue webhooks) {
        this.database = database;
        this.clock = clock;
        this.faults = faults;
        this.webhooks = webhooks;
    }

    Payment create(Merchant merchant, NewPayment wanted) {
        NewPayment.Checkout checkout = wanted.checkout();
        if (checkout == null) {
            throw new IllegalArgumentException("A payment window needs a checkout");
        }
        return database.transaction(tx -> {
            PaymentStore store = new PaymentStore(tx);
            String renewed = wanted.storesCard() ? wanted.card() : null;
            if (renewed != null) {
                ownCard(store, merchant, renewed);
            }
            NewPayment.Order order = wanted.order();
            Instant now = clock.instant();
            Payment payment = new Payment(
                    PaymentStore.newId(),
                    merchant.slug(),
                    State.OPEN,
                    order.amount(),
                    order.currency(),
                    order.reference(),
                    order.items(),
                    null,
                    checkout.returnUrl(),
                    checkout.cancelUrl(),
                    checkout.charge(),
                    wanted.storesCard(),
                    renewed,
                    null,
                    null,
                    null,
                    0,
                    0,
                    now,
                    now.plus(SESSION),
                    null);
            store.insert(payment);
            webhooks.register(tx, payment.id(), wanted.webhooks());
            webhooks.enqueue(tx, payment, now, Events.created(payment));
            return payment;
        });
    }

    /** What completing the window can come to. */
    sealed interface WindowOutcome {

        /** Paid, now or already before: a second click changes nothing. */
        record Paid(Payment payment) implements WindowOutcome {}

        record Refused(Payment payment, Verdict.Refused verdict) implements WindowOutcome {}

        /** Nothing to pay any more: cancelled, ended by the merchant, or too late. */
        record Over(Payment payment) implements WindowOutcome {}
    }

    /** The customer has pressed the button. The form has no errors. */
    WindowOutcome pay(String id, CardForm form) {
        return database.transaction(tx -> {
            PaymentStore store = new PaymentStore(tx);
            Payment payment = store.find(id).orElseThrow(() -> Refusal.notFound("Payment"));
            Instant now = clock.instant();
            if (payment.state() == State.COMPLETED) {
                return new WindowOutcome.Paid(payment);
            }
            if (payment.state() != State.OPEN || payment.isExpired(now)) {
                return new WindowOutcome.Over(payment);
            }
            TestCard card = TestCard.of(form.digits()).orElseThrow();
            if (verdict(Act.WINDOW, payment.amount(), card.inWindow()) instanceof Verdict.Refused refused) {
                webhooks.enqueue(tx, payment, now, Events.reservationFailed(payment, refused));
                return new WindowOutcome.Refused(payment, refused);
            }
            return new WindowOutcome.Paid(complete(tx, store, payment, card, form, now));
        });
    }

    private Payment complete(
            Transaction tx, PaymentStore store, Payment payment, TestCard card, CardForm form, Instant now)
            throws SQLException {
        String cardId = payment.card() == null ? PaymentStore.newId() : payment.card();
        String expiry = "%02d%02d"
                .formatted(
                        form.validThrough().getMonthValue(), form.validThrough().getYear() % 100);
        StoredCard used = new StoredCard(cardId, payment.merchant(), card.brand(), card.number(), expiry);
        if (payment.storesCard()) {
            store.put(used, now);
        }
        store.complete(payment, used, payment.storesCard() ? cardId : null);
        Payment completed = store.find(payment.id()).orElseThrow();
        if (payment.amount() == 0) {
            webhooks.enqueue(tx, completed, now, Events.completed(completed));
        } else if (payment.chargeAtOnce()) {
            Charge charge = new Charge(PaymentStore.newId(), payment.id(), payment.amount(), now);
            store.insert(charge);
            webhooks.enqueue(
                    tx,
                    completed,
                    now,
                    Events.reserved(completed),
                    Events.completed(completed),
                    Events.charged(completed, charge));
        } else {
            webhooks.enqueue(tx, completed, now, Events.reserved(completed), Events.completed(completed));
        }
        return completed;
    }

    /** Takes reserved money, all or part of it. */
    Charge charge(Transaction tx, Merchant merchant, String id, long amount) throws SQLException {
        PaymentStore store = new PaymentStore(tx);
        Payment payment = own(store, merchant, id);
        long charged = store.chargesOf(id).stream().mapToLong(Charge::amount).sum();
        long left = payment.reserved() - payment.cancelled() - charged;
        if (amount < 1 || amount > left) {
            throw Refusal.invalid("amount", "At most " + left + " can be charged");
        }
        Instant now = clock.instant();
        Optional<Verdict.Refused> refused = MagicAmount.refusal(amount);
        if (refused.isPresent()) {
            throw Refusal.declined(refused.get());
        }
        Charge charge = new Charge(PaymentStore.newId(), id, amount, now);
        store.insert(charge);
        webhooks.enqueue(tx, payment, now, Events.charged(payment, charge));
        return charge;
    }

    /** The outcome of charging a stored card; a refusal leaves no charge but a webhook. */
    record CardCharge(Payment payment, @Nullable Charge charge, Verdict.@Nullable Refused refused) {}

    CardCharge chargeCard(Transaction tx, Merchant merchant, String cardId, NewPayment wanted) throws SQLException {
        PaymentStore store = new PaymentStore(tx);
        StoredCard card = ownCard(store, merchant, cardId);
        Instant now = clock.instant();
        long amount = wanted.order().amount();
        Verdict verdict = verdict(Act.CHARGE_STORED_CARD, amount, whenStored(card, now));
        boolean approved = verdict instanceof Verdict.Approved;
        Payment payment = new Payment(
                PaymentStore.newId(),
                merchant.slug(),
                approved ? State.COMPLETED : State.CANCELLED,
                amount,
                wanted.order().currency(),
                wanted.order().reference(),
                wanted.order().items(),
                null,
                null,
                null,
                true,
                false,
                cardId,
                card.brand(),
                card.masked(),
                card.expiry(),
                approved ? amount : 0,
                0,
                now,
                now,
                approved ? null : now);
        store.insert(payment);
        webhooks.register(tx, payment.id(), wanted.webhooks());
        if (verdict instanceof Verdict.Refused refused) {
            webhooks.enqueue(tx, payment, now, Events.chargeFailed(payment, amount, refused));
            return new CardCharge(payment, null, refused);
        }
        Charge charge = new Charge(PaymentStore.newId(), payment.id(), amount, now);
        store.insert(charge);
        webhooks.enqueue(tx, payment, now, Events.charged(payment, charge));
        return new CardCharge(payment, charge, null);
    }

    /** Lets go of a reservation, all of it or nothing. */
    void cancel(Transaction tx, Merchant merchant, String id, long amount) throws SQLException {
        PaymentStore store = new PaymentStore(tx);
        Payment payment = own(store, merchant, id);
        boolean untouched = store.chargesOf(id).isEmpty();
        if (payment.state() != State.COMPLETED || payment.reserved() == 0 || !untouched) {
            throw Refusal.invalid("payment", "There is no reservation to cancel");
        }
        if (amount != payment.reserved()) {
            throw Refusal.invalid(
                    "amount", "Only the whole reservation of " + payment.reserved() + " can be cancelled");
        }
        Instant now = clock.instant();
        store.end(payment, State.CANCELLED, amount, now);
        webhooks.enqueue(tx, payment, now, Events.cancelled(payment, amount, PaymentStore.newId()));
    }

    /** Closes a window nobody has completed. Ending it twice is fine. */
    void terminate(Transaction tx, Merchant merchant, String id) throws SQLException {
        PaymentStore store = new PaymentStore(tx);
        Payment payment = own(store, merchant, id);
        if (payment.state() == State.COMPLETED) {
            throw Refusal.invalid("payment", "The checkout is completed and cannot be terminated");
        }
        if (payment.state() == State.OPEN) {
            store.end(payment, State.TERMINATED, 0, clock.instant());
        }
    }

    /** Gives money of a charge back, all or part of it. */
    Refund refund(Transaction tx, Merchant merchant, String chargeId, long amount) throws SQLException {
        PaymentStore store = new PaymentStore(tx);
        Charge charge = store.findCharge(chargeId).orElseThrow(() -> Refusal.notFound("Charge"));
        Payment payment = own(store, merchant, charge.payment());
        long refunded = store.refundsOf(payment.id()).stream()
                .filter(refund -> refund.charge().equals(chargeId))
                .mapToLong(Refund::amount)
                .sum();
        if (amount < 1 || amount > charge.amount() - refunded) {
            throw Refusal.invalid("amount", "At most " + (charge.amount() - refunded) + " can be refunded");
        }
        Instant now = clock.instant();
        Refund refund = new Refund(PaymentStore.newId(), chargeId, amount, now);
        store.insert(refund, payment.id());
        webhooks.enqueue(
                tx, payment, now, Events.refundInitiated(payment, refund), Events.refundCompleted(payment, refund));
        return refund;
    }

    static Payment own(PaymentStore store, Merchant merchant, String id) throws SQLException {
        return store.find(id)
                .filter(payment -> payment.merchant().equals(merchant.slug()))
                .orElseThrow(() -> Refusal.notFound("Payment"));
    }

    static StoredCard ownCard(PaymentStore store, Merchant merchant, String id) throws SQLException {
        return store.findCard(id)
                .filter(card -> card.merchant().equals(merchant.slug()))
                .orElseThrow(() -> Refusal.notFound("Unscheduled subscription"));
    }

    /** An ordered refusal goes before a magic amount, and that before the card's own habit. */
    private Verdict verdict(Act act, long amount, Verdict habit) {
        Optional<FaultOrder> order = faults.take(fault -> fault.strikesCard(act));
        if (order.isPresent()) {
            return switch (order.get().fault()) {
                case NO_FUNDS -> Verdict.NO_FUNDS;
                case SOFT_DECLINE -> Verdict.CUSTOMER_NEEDED;
                case EXPIRED_CARD -> Verdict.EXPIRED;
                default -> Verdict.DECLINED;
            };
        }
        return MagicAmount.refusal(amount).<Verdict>map(refused -> refused).orElse(habit);
    }

    private static Verdict whenStored(StoredCard card, Instant now) {
        YearMonth through = YearMonth.of(
                2000 + Integer.parseInt(card.expiry().substring(2)),
                Integer.parseInt(card.expiry().substring(0, 2)));
        if (through.isBefore(YearMonth.from(now.atZone(ZoneOffset.UTC)))) {
            return Verdict.EXPIRED;
        }
        return TestCard.of(card.number()).map(TestCard::whenStored).orElse(Verdict.DECLINED);
    }
}
