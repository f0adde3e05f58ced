package dk.bykassen.topup;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Problem;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.message.Notice;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.tenant.Jobs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Standing orders as their owner handles them: set up, change, give another card, let go on, stop. */
@Service
@Transactional
public class AutoTopUps {

    /** The job that makes the first deposit asked for together with an order; its id is the order's. */
    static final String FIRST_DEPOSIT = "auto-top-up-first";

    private final AutoTopUpStore store;
    private final Accounts accounts;
    private final OwnerNews news;
    private final AuditTrail audit;
    private final People people;
    private final Jobs jobs;
    private final InstantSource clock;

    AutoTopUps(
            AutoTopUpStore store,
            Accounts accounts,
            OwnerNews news,
            AuditTrail audit,
            People people,
            Jobs jobs,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.news = news;
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
        hold(account, wish);
        if (store.inForce(account.id()).isPresent()) {
            return;
        }
        store.endOthers(account.id(), null, clock.instant());
        UUID order = store.add(account.id(), wish, AutoTopUp.Status.ACTIVE, card.id(), null, clock.instant());
        trace(wish.personPublicId(), wish.personPublicId(), "card.auto-top-up.begun", order);
        news.begun(store.byPublicId(order).orElseThrow(), account, card);
        if (wish.depositNow()) {
            jobs.enqueue(FIRST_DEPOSIT, order);
        }
    }

    /** Begins when the payment {@code registration} has stored a card; sending the form twice changes nothing. */
    void beginWith(MyAccount account, Wish wish, UUID registration) {
        hold(account, wish);
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
        look(order);
        trace(by, owner(order), "card.auto-top-up.card-replaced", order.publicId());
        news.cardReplaced(order, account, card, null, ":" + clock.millis());
    }

    /** A paused order goes on with the card it has; whatever is due is charged at once. */
    void resume(AutoTopUp order, MyAccount account, UUID by) {
        if (store.resume(order.id(), clock.instant())) {
            look(order);
            trace(by, owner(order), "card.auto-top-up.resumed", order.publicId());
        }
    }

    /**
     * The order waits for {@code reason} and looks again at {@code until}. Its owner is told when it begins to, and of the
     * day's cap every day anew.
     *
     * @param notSince a wait for the same reason that began earlier is over
     */
    void await(AutoTopUp order, MyAccount account, AutoTopUp.Because reason, Instant notSince, Instant until) {
        if (store.wait(order.id(), reason, notSince, clock.instant())) {
            news.waits(order, account, Notice.WaitReason.valueOf(reason.name()), until);
        }
        jobs.enqueue(AutoTopUpCharges.CALL, AutoTopUpCharges.callAt(account.id(), until), until);
    }

    /** Nothing is in the way any more. */
    void waitNoMore(AutoTopUp order) {
        store.waitNoMore(order.id(), clock.instant());
    }

    /** Ends the order; ending it twice changes nothing. */
    void cancel(AutoTopUp order, MyAccount account, UUID by) {
        if (store.end(order.id(), AutoTopUp.Because.CANCELLED, clock.instant())) {
            trace(by, owner(order), "card.auto-top-up.cancelled", order.publicId());
            news.stopped(order, account, Notice.StopReason.CANCELLED);
        }
    }

    /** Ends the order because it cannot go on, and tells its owner why; not if it charges another card by now. */
    void stop(AutoTopUp order, MyAccount account, Notice.StopReason reason) {
        AutoTopUp.Because because = AutoTopUp.Because.valueOf(reason.name());
        if (store.endIfCharging(order.id(), order.storedCardId(), because, clock.instant())) {
            audit.write(Deed.by(Actor.system(), "card.auto-top-up.stopped")
                    .to(owner(order))
                    .on(order.publicId())
                    .with("reason", reason.name()));
            news.stopped(order, account, reason);
        }
    }

    /** The same for an owner who left, also where a card is still being stored for it. */
    void leave(AutoTopUp order, MyAccount account, Notice.StopReason reason) {
        store.giveUp(order.id(), clock.instant());
        stop(order, account, reason);
    }

    /** Whatever is due is charged at once: a first deposit, else what the balance asks for. */
    private void look(AutoTopUp order) {
        if (order.depositNow()) {
            jobs.enqueue(FIRST_DEPOSIT, order.publicId());
        } else {
            jobs.enqueue(AutoTopUpCharges.CALL, order.accountId() + "/" + Uuid7.next());
        }
    }

    /** Whoever begins goes first with the account, and must still act for it: a link may have ended a moment ago. */
    private void hold(MyAccount account, Wish wish) {
        store.lockAccount(account.id());
        if (accounts.actingFor(account.id()).stream().noneMatch(one -> one.person() == wish.personId())) {
            throw Problem.notFound();
        }
    }

    private void trace(UUID by, UUID owner, String action, UUID order) {
        audit.write(Deed.by(Actor.citizen(by), action).to(owner).on(order));
    }

    /** The one who set it up; another who may act for the account can only end it. */
    private UUID owner(AutoTopUp order) {
        return people.publicId(order.personId());
    }
}
