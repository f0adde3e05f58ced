package dk.bykassen.card;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountClosed;
import dk.bykassen.ledger.InsufficientFunds;
import dk.bykassen.message.Notice;
import dk.bykassen.tenant.Jobs;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * <i>Bestil nyt kort</i>. One order at a time for an account; the fee leaves the balance with the order and comes back when
 * there is no card. Who may order is the page's to ask.
 */
@Service
@Transactional
class CardOrders {

    /** The job that leads an order through production; its id is the order's. */
    static final String JOB = "card-order";

    /** Each order writes to everybody who decides over the account; nobody needs more cards than this. */
    private static final int MOST_A_DAY = 5;

    private static final Duration DAY = Duration.ofDays(1);

    private final CardOrderStore store;
    private final ChipStore chips;
    private final ChipTrail trail;
    private final Accounts accounts;
    private final CardFees fees;
    private final CardOrderNews news;
    private final People people;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final InstantSource clock;

    CardOrders(
            CardOrderStore store,
            ChipStore chips,
            ChipTrail trail,
            Accounts accounts,
            CardFees fees,
            CardOrderNews news,
            People people,
            Jobs jobs,
            AuditTrail audit,
            InstantSource clock) {
        this.store = store;
        this.chips = chips;
        this.trail = trail;
        this.accounts = accounts;
        this.fees = fees;
        this.news = news;
        this.people = people;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What somebody asks for.
     *
     * @param oldChip what the new one takes the place of; null for a first card
     * @param shownFee what the page said it costs
     * @param key of the form
     */
    record Wish(CardOrder.Reason reason, @Nullable UUID oldChip, Money shownFee, UUID key) {}

    /** What a wish leads to. */
    sealed interface Outcome {}

    record Placed(CardOrder order) implements Outcome {}

    /** Nothing was ordered and nothing taken. */
    record Hindered(Hurdle why) implements Outcome {}

    @Transactional(readOnly = true)
    public NewCards rule() {
        return store.rule()
                .orElseGet(() -> NewCards.fromTheSchool(Tenants.current().money(0)));
    }

    /** The newest order of the account, over or under way. */
    @Transactional(readOnly = true)
    public Optional<CardOrder> newest(MyAccount account) {
        return store.newest(account.id());
    }

    /** Why nothing can be ordered for that chip now, before anybody is asked to pay; empty when it can. */
    @Transactional(readOnly = true)
    public Optional<Hurdle> hurdle(MyAccount account, @Nullable UUID oldChip) {
        NewCards rule = rule();
        Chip old = oldChip == null ? null : account.chip(oldChip).orElse(null);
        if (!rule.canBeOrdered()) {
            return Optional.of(Hurdle.FROM_THE_SCHOOL);
        }
        if (account.closed()) {
            return Optional.of(Hurdle.ACCOUNT_CLOSED);
        }
        if (newest(account).filter(order -> order.state().isUnderWay()).isPresent()) {
            return Optional.of(Hurdle.UNDER_WAY);
        }
        if (old == null ? oldChip != null || !account.chipsInUse().isEmpty() : old.isReplaced()) {
            return Optional.of(Hurdle.CHIP_GONE);
        }
        if (old != null && old.isBlockedByTown()) {
            return Optional.of(Hurdle.BLOCKED_BY_TOWN);
        }
        if (store.ordered(account.id(), clock.instant().minus(DAY)) >= MOST_A_DAY) {
            return Optional.of(Hurdle.TOO_OFTEN);
        }
        if (label(account, rule).isEmpty()) {
            return Optional.of(Hurdle.NO_ADDRESS);
        }
        return account.balance().isLessThan(rule.fee()) ? Optional.of(Hurdle.TOO_LITTLE_MONEY) : Optional.empty();
    }

    public Outcome order(SignedIn by, MyAccount seen, Wish wish) {
        store.lockAccount(seen.id());
        Optional<CardOrder> before = store.byForm(by.personId(), wish.key());
        if (before.isPresent()) {
            return new Placed(before.get());
        }
        MyAccount account = accounts.find(seen.id()).orElseThrow();
        NewCards rule = rule();
        Optional<Hurdle> hurdle = hurdle(account, wish.oldChip());
        if (hurdle.isPresent()) {
            return new Hindered(hurdle.get());
        }
        if (!rule.fee().equals(wish.shownFee())) {
            return new Hindered(Hurdle.OTHER_FEE);
        }
        UUID id = Uuid7.next();
        try {
            fees.take(id, account.purseId(), rule.fee());
        } catch (InsufficientFunds tooLittle) {
            return new Hindered(Hurdle.TOO_LITTLE_MONEY);
        } catch (AccountClosed closed) {
            return new Hindered(Hurdle.ACCOUNT_CLOSED);
        }
        return new Placed(place(by, account, rule, wish, id));
    }

    /** Takes the order back while it is not in production; the fee comes back. @return false when it was too late */
    public boolean takeBack(SignedIn by, MyAccount account, UUID order) {
        return end(by, account, order, CardOrderEvent.TAKEN_BACK, CardOrderState.CANCELLED, "card.order.taken-back");
    }

    /** The card did not come: the fee comes back, and the card never works. @return false while it may still come */
    public boolean notArrived(SignedIn by, MyAccount account, UUID order) {
        boolean overdue = store.find(order)
                .filter(sent -> sent.isOverdue(clock.instant()))
                .isPresent();
        return overdue
                && end(by, account, order, CardOrderEvent.NOT_ARRIVED, CardOrderState.FAILED, "card.order.not-arrived");
    }

    /** Sets how new cards are had at the tenant; what is ordered already keeps the terms it was ordered on. */
    void decide(NewCards rule) {
        store.save(rule);
        audit.write(Deed.by(Actor.system(), "card.new-cards.changed")
                .on(Tenants.current().slug()));
    }

    private boolean end(SignedIn by, MyAccount account, UUID id, CardOrderEvent event, CardOrderState to, String deed) {
        store.lockAccount(account.id());
        CardOrder order =
                store.find(id).filter(known -> known.account() == account.id()).orElse(null);
        if (order == null || !store.move(order, event, to, clock.instant())) {
            return false;
        }
        fees.giveBack(order, account);
        audit.write(Deed.by(Actor.citizen(by.publicId()), deed)
                .to(people.publicId(account.holderId()))
                .on(account.publicId()));
        return true;
    }

    private CardOrder place(SignedIn by, MyAccount account, NewCards rule, Wish wish, UUID id) {
        Instant now = clock.instant();
        store.add(new CardOrderStore.New(
                id,
                account.id(),
                by.personId(),
                wish.key(),
                wish.reason(),
                wish.oldChip(),
                rule,
                label(account, rule).orElseThrow(),
                now));
        UUID holder = people.publicId(account.holderId());
        Actor actor = Actor.citizen(by.publicId());
        audit.write(Deed.by(actor, "card.order.placed")
                .to(holder)
                .on(account.publicId())
                .with("reason", NewCards.code(wish.reason()))
                .with("fee", rule.fee()));
        if (wish.reason() == CardOrder.Reason.LOST
                && wish.oldChip() != null
                && chips.block(account.id(), wish.oldChip(), now)) {
            trail.turned(actor, "card.chip.blocked", account.id(), wish.oldChip());
        }
        CardOrder order = store.find(id).orElseThrow();
        jobs.enqueue(JOB, id, order.produceAt());
        news.tell(order, account, Notice.CardOrdered.Step.ORDERED);
        return order;
    }

    private Optional<CardLabel> label(MyAccount account, NewCards rule) {
        Person holder = people.find(account.holderId()).orElseThrow();
        return CardLabel.of(holder, rule.delivery());
    }
}
