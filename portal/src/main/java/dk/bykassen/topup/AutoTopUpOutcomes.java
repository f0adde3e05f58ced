package dk.bykassen.topup;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.PaymentReason;
import dk.bykassen.payment.PaymentState;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.SettlementListener;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.payment.StoredCards;
import dk.bykassen.tenant.Jobs;
import dk.bykassen.topup.AutoTopUp.Because;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What follows for standing orders when a payment is decided: the next charge, a pause, a pay link, a word to the owner. Runs
 * in the transaction that writes the decision down.
 */
@Component
class AutoTopUpOutcomes implements SettlementListener {

    private static final Logger LOG = LoggerFactory.getLogger(AutoTopUpOutcomes.class);

    /** After this many declines in a row the order waits for its owner. */
    private static final int PATIENCE = 3;

    private static final Duration AFTER_FIRST_DECLINE = Duration.ofHours(2);
    private static final Duration AFTER_MORE = Duration.ofHours(12);

    /** As many charges in so short a time ring the alarm: a lost chip, or a till gone wrong. */
    private static final int BURST = 3;

    private static final Duration BURST_TIME = Duration.ofMinutes(30);

    private final Accounts accounts;
    private final AutoTopUpStore store;
    private final PayLinks links;
    private final Payments payments;
    private final StoredCards storedCards;
    private final OwnerNews news;
    private final AuditTrail audit;
    private final People people;
    private final Jobs jobs;
    private final InstantSource clock;

    AutoTopUpOutcomes(
            Accounts accounts,
            AutoTopUpStore store,
            PayLinks links,
            Payments payments,
            StoredCards storedCards,
            OwnerNews news,
            AuditTrail audit,
            People people,
            Jobs jobs,
            InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.links = links;
        this.payments = payments;
        this.storedCards = storedCards;
        this.news = news;
        this.audit = audit;
        this.people = people;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public void settled(PaymentView payment) {
        accounts.byPublicId(payment.subject()).ifPresent(account -> {
            switch (payment.kind()) {
                case TOP_UP -> deposited(payment, account);
                case AUTO_TOP_UP ->
                    store.inForce(account.id()).ifPresent(order -> {
                        if (order.personId() == payment.payerId()) {
                            charged(payment, account, order);
                        } else {
                            callIfStillLow(payment, account, order);
                        }
                    });
                case CARD_REGISTRATION -> cardStored(payment, account);
            }
        });
    }

    /** By hand, or by a pay link; either may have been all that an order waited for. */
    private void deposited(PaymentView payment, MyAccount account) {
        boolean byLink = links.settled(payment, account);
        store.inForce(account.id()).ifPresent(order -> {
            boolean enough = !order.isDue(account.balance());
            if (order.isPausedFor(Because.CUSTOMER) && payment.isPaid() && (byLink || enough)) {
                goOn(payment, order);
            }
            callIfStillLow(payment, account, order);
        });
        if (byLink) {
            forgetUnused(payment);
        }
    }

    /** What a pay link's window stored and no order charges: a card of somebody else's, or one that came too late. */
    private void forgetUnused(PaymentView payment) {
        Long kept = payment.keptCardId();
        if (kept != null && store.chargedTo(kept).isEmpty()) {
            StoredCard card = storedCards.find(kept).orElseThrow();
            storedCards.remove(payment.payerId(), people.publicId(payment.payerId()), card.publicId());
        }
    }

    private void goOn(PaymentView payment, AutoTopUp order) {
        StoredCard renewed = renewed(payment, order);
        if (renewed == null) {
            store.resume(order.id(), clock.instant());
        } else {
            store.charge(order.id(), renewed.id(), clock.instant());
        }
        store.firstIsMade(order.id(), clock.instant());
        trace(order, "card.auto-top-up.resumed", null);
    }

    /**
     * The order's own card, stored anew in a pay link's window: its bank has seen the customer now and lets it be charged.
     * Whoever was sent the link may have paid with a card of their own, which is nobody's to charge again.
     */
    private @Nullable StoredCard renewed(PaymentView payment, AutoTopUp order) {
        Long kept = payment.keptCardId();
        Long charged = order.storedCardId();
        return kept == null || charged == null
                ? null
                : storedCards
                        .find(kept)
                        .filter(card -> storedCards
                                .find(charged)
                                .filter(card::isSameCard)
                                .isPresent())
                        .orElse(null);
    }

    private void charged(PaymentView payment, MyAccount account, AutoTopUp order) {
        Instant now = clock.instant();
        switch (payment.state()) {
            case PAID -> paid(payment, account, order);
            case DECLINED -> declined(payment, account, order);
            case CANCELLED, EXPIRED -> {
                Instant soon = now.plus(Duration.ofMinutes(10));
                store.noteOutcome(order.id(), order.declines(), soon, null, true, now);
                if (order.depositNow()) {
                    jobs.enqueue(AutoTopUps.FIRST_DEPOSIT, order.publicId(), soon);
                } else {
                    callAt(account, soon);
                }
            }
            case HELD -> {
                // Something was taken that fits nothing; somebody of the staff sees to it. The order goes on tomorrow.
                Instant tomorrow = now.plus(Duration.ofDays(1));
                store.noteOutcome(order.id(), order.declines(), tomorrow, null, false, now);
                callAt(account, tomorrow);
            }
            case CREATED, PENDING, UNKNOWN -> {}
        }
    }

    private void paid(PaymentView payment, MyAccount account, AutoTopUp order) {
        boolean burst = isBurst(payment, account, order);
        store.noteOutcome(order.id(), 0, null, burst ? Because.BURST : null, false, clock.instant());
        if (burst) {
            LOG.warn(
                    "automatic top-up {} charged {} times within {} and is paused",
                    order.publicId(),
                    BURST,
                    BURST_TIME);
            trace(order, "card.auto-top-up.paused", Because.BURST);
            news.alarm(order, account, payment, BURST, BURST_TIME);
        } else {
            callIfStillLow(payment, account, order);
        }
    }

    /** Counted back from when this one began, so that a truth learnt late changes nothing; what its owner let pass is past. */
    private boolean isBurst(PaymentView payment, MyAccount account, AutoTopUp order) {
        Instant from = payment.createdAt().minus(BURST_TIME);
        Instant resumed = order.resumedAt();
        long charges = payments.newest(order.personId(), account.purseId(), PaymentKind.AUTO_TOP_UP, BURST).stream()
                .filter(PaymentView::isPaid)
                .filter(charge -> charge.createdAt().isAfter(from))
                .filter(charge -> resumed == null || !charge.createdAt().isBefore(resumed))
                .count();
        return order.isActive() && charges >= BURST;
    }

    private void declined(PaymentView payment, MyAccount account, AutoTopUp order) {
        Instant now = clock.instant();
        if (!Objects.equals(payment.storedCardId(), order.storedCardId())) {
            // The card was replaced while its charge was under way: the new one is not to blame.
            store.noteOutcome(order.id(), order.declines(), order.notBefore(), null, false, now);
            callIfStillLow(payment, account, order);
            return;
        }
        if (payment.reason() == PaymentReason.CUSTOMER_NEEDED) {
            // A first deposit stays due: the link is the way to make it.
            store.noteOutcome(order.id(), order.declines(), null, Because.CUSTOMER, true, now);
            if (order.isActive()) {
                trace(order, "card.auto-top-up.paused", Because.CUSTOMER);
                links.send(payment, account, order, now);
            }
            return;
        }
        int declines = order.declines() + 1;
        Because pause = isForGood(payment.reason()) ? Because.CARD : declines >= PATIENCE ? Because.DECLINES : null;
        Instant again = pause == null ? now.plus(declines == 1 ? AFTER_FIRST_DECLINE : AFTER_MORE) : null;
        store.noteOutcome(order.id(), declines, again, pause, false, now);
        if (again != null) {
            callAt(account, again);
        } else {
            trace(order, "card.auto-top-up.paused", pause);
        }
        news.declined(order, account, payment, again);
    }

    /** While a payment is under way no call is answered; once it is decided, whoever was not heard is heard now. */
    private void callIfStillLow(PaymentView payment, MyAccount account, AutoTopUp order) {
        if (account.balance().isLessThan(order.threshold())) {
            jobs.enqueue(AutoTopUpCharges.CALL, account.id() + "/" + payment.id());
        }
    }

    private void callAt(MyAccount account, Instant when) {
        jobs.enqueue(AutoTopUpCharges.CALL, AutoTopUpCharges.callAt(account.id(), when), when);
    }

    /** A card was stored for an order, or was not. */
    private void cardStored(PaymentView payment, MyAccount account) {
        store.lockAccount(account.id());
        // Two windows may have been opened for a replacement; the order only remembers the newer.
        AutoTopUp order = store.byRegistration(payment.id())
                .or(() -> store.inForce(account.id()).filter(found -> found.personId() == payment.payerId()))
                .orElse(null);
        if (order == null) {
            return;
        }
        Long kept = payment.keptCardId();
        boolean awaited = order.status() == AutoTopUp.Status.AWAITING_CARD;
        if (payment.state() == PaymentState.PAID && kept != null) {
            if (awaited) {
                store.endOthers(account.id(), order.id(), clock.instant());
            }
            if (awaited || order.isActive() || order.isPaused()) {
                useCard(order, account, kept, awaited);
            }
        } else if (awaited) {
            store.giveUp(order.id(), clock.instant());
        }
    }

    private void useCard(AutoTopUp order, MyAccount account, long card, boolean first) {
        StoredCard stored = storedCards.find(card).orElseThrow();
        String previous = previousCard(order);
        if (!store.charge(order.id(), card, clock.instant())) {
            return;
        }
        if (first) {
            news.begun(order, account, stored);
        } else {
            news.cardReplaced(order, account, stored, previous, "");
        }
        if (order.depositNow()) {
            jobs.enqueue(AutoTopUps.FIRST_DEPOSIT, order.publicId());
        } else {
            jobs.enqueue(AutoTopUpCharges.CALL, account.id() + "/" + stored.publicId());
        }
    }

    private @Nullable String previousCard(AutoTopUp order) {
        Long previous = order.storedCardId();
        return previous == null
                ? null
                : storedCards.find(previous).map(OwnerNews::shown).orElse(null);
    }

    private void trace(AutoTopUp order, String action, @Nullable Because why) {
        Deed deed = Deed.by(Actor.system(), action)
                .to(people.publicId(order.personId()))
                .on(order.publicId());
        audit.write(why == null ? deed : deed.with("reason", why.name()));
    }

    private static boolean isForGood(@Nullable PaymentReason reason) {
        return reason == PaymentReason.CARD_EXPIRED
                || reason == PaymentReason.CARD_BLOCKED
                || reason == PaymentReason.CARD_UNUSABLE;
    }
}
