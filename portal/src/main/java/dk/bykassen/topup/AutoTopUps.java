package dk.bykassen.topup;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.tenant.Jobs;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Standing orders as their owner handles them: set up, change, give another card, stop. */
@Service
@Transactional
public class AutoTopUps {

    /** The job that makes the first deposit asked for together with an order; its id is the order's. */
    static final String FIRST_DEPOSIT = "auto-top-up-first";

    private final AutoTopUpStore store;
    private final Messages messages;
    private final AuditTrail audit;
    private final People people;
    private final Jobs jobs;
    private final InstantSource clock;

    AutoTopUps(
            AutoTopUpStore store, Messages messages, AuditTrail audit, People people, Jobs jobs, InstantSource clock) {
        this.store = store;
        this.messages = messages;
        this.audit = audit;
        this.people = people;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** What an owner wants. */
    record Wish(
            long personId,
            UUID personPublicId,
            Money amount,
            Money threshold,
            String receiptEmail,
            Locale language,
            long termsId,
            boolean depositNow) {}

    @Transactional(readOnly = true)
    Optional<AutoTopUp> inForce(MyAccount account) {
        return store.inForce(account.id());
    }

    /** Begins at once with a card stored earlier; does nothing where a second click, or the other parent, finds one in force. */
    void begin(MyAccount account, Wish wish, StoredCard card) {
        store.lockAccount(account.id());
        if (store.inForce(account.id()).isPresent()) {
            return;
        }
        store.endOthers(account.id(), null, clock.instant());
        UUID order = store.add(account.id(), wish, AutoTopUp.Status.ACTIVE, card.id(), null, clock.instant());
        trace(wish.personPublicId(), wish.personPublicId(), "card.auto-top-up.begun", order);
        messages.send(
                new Notice.CardRegistered(
                        account.name(), shown(card), wish.amount(), wish.threshold(), clock.instant(), page(account)),
                new Recipient.Email(wish.receiptEmail(), wish.personId()),
                wish.language(),
                "auto-top-up-begun:" + order);
        if (wish.depositNow()) {
            jobs.enqueue(FIRST_DEPOSIT, order);
        }
    }

    /** Begins when the payment {@code registration} has stored a card; sending the form twice changes nothing. */
    void beginWith(MyAccount account, Wish wish, UUID registration) {
        store.lockAccount(account.id());
        if (store.byRegistration(registration).isEmpty()) {
            UUID order =
                    store.add(account.id(), wish, AutoTopUp.Status.AWAITING_CARD, null, registration, clock.instant());
            trace(wish.personPublicId(), wish.personPublicId(), "card.auto-top-up.asked", order);
        }
    }

    /** Another amount or address; the card stays. */
    void change(AutoTopUp order, Wish wish) {
        store.change(order.id(), wish, clock.instant());
        audit.write(Deed.by(Actor.citizen(wish.personPublicId()), "card.auto-top-up.changed")
                .to(owner(order))
                .on(order.publicId())
                .changing("amount", order.amount(), wish.amount())
                .changing("threshold", order.threshold(), wish.threshold())
                .changing("receipt-email", order.receiptEmail(), wish.receiptEmail()));
    }

    /** The order goes on with its card until the payment {@code registration} has stored another. */
    void replaceCardWith(AutoTopUp order, UUID registration) {
        store.awaitReplacement(order.id(), registration, clock.instant());
    }

    /** The order goes on, charged to another card stored earlier, unless it was ended meanwhile. */
    void replaceCard(AutoTopUp order, MyAccount account, StoredCard card, UUID by) {
        if (!store.charge(order.id(), card.id(), clock.instant())) {
            return;
        }
        // What the old card could not pay is due from the new one.
        jobs.enqueue(AutoTopUpCharges.CALL, account.id() + "/" + Uuid7.next());
        trace(by, owner(order), "card.auto-top-up.card-replaced", order.publicId());
        messages.send(
                new Notice.CardReplaced(account.name(), shown(card), null, clock.instant(), page(account)),
                new Recipient.Email(order.receiptEmail(), order.personId()),
                order.language(),
                "auto-top-up-card:" + order.publicId() + ":" + card.publicId() + ":" + clock.millis());
    }

    /** Ends the order; ending it twice changes nothing. */
    void cancel(AutoTopUp order, MyAccount account, UUID by) {
        if (end(order)) {
            trace(by, owner(order), "card.auto-top-up.cancelled", order.publicId());
            stopped(order, account, Notice.StopReason.CANCELLED);
        }
    }

    /** Ends the order because it cannot go on, and tells its owner why; not if it charges another card by now. */
    void stop(AutoTopUp order, MyAccount account, Notice.StopReason reason) {
        if (store.endIfCharging(order.id(), order.storedCardId(), clock.instant())) {
            audit.write(Deed.by(Actor.system(), "card.auto-top-up.stopped")
                    .to(owner(order))
                    .on(order.publicId())
                    .with("reason", reason.name()));
            stopped(order, account, reason);
        }
    }

    private boolean end(AutoTopUp order) {
        return store.move(order.id(), AutoTopUp.Status.ACTIVE, AutoTopUp.Status.CANCELLED, clock.instant())
                || store.move(order.id(), AutoTopUp.Status.PAUSED, AutoTopUp.Status.CANCELLED, clock.instant());
    }

    private void stopped(AutoTopUp order, MyAccount account, Notice.StopReason reason) {
        messages.send(
                new Notice.AutoTopUpStopped(account.name(), clock.instant(), reason, page(account)),
                new Recipient.Email(order.receiptEmail(), order.personId()),
                order.language(),
                "auto-top-up-stopped:" + order.publicId());
    }

    private void trace(UUID by, UUID owner, String action, UUID order) {
        audit.write(Deed.by(Actor.citizen(by), action).to(owner).on(order));
    }

    /** The one who set it up; another who may act for the account can only end it. */
    private UUID owner(AutoTopUp order) {
        return people.publicId(order.personId());
    }

    static String shown(StoredCard card) {
        return card.brand() + " " + card.lastFour();
    }

    static String page(MyAccount account) {
        return "/accounts/" + account.publicId() + "/auto-top-up";
    }
}
