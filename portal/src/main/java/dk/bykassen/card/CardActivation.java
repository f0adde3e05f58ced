package dk.bykassen.card;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.message.Notice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A card that came by post is taken into use by whoever holds it in their hand and reads its number. From the same moment the
 * old one is refused; balance, limits and history are the account's and stay. A number is guessed five times a day at most.
 */
@Service
@Transactional
class CardActivation {

    private static final int TRIES = 5;
    private static final Duration DAY = Duration.ofDays(1);

    private final CardOrderStore store;
    private final ChipStore chips;
    private final ChipTrail trail;
    private final Accounts accounts;
    private final CardOrderNews news;
    private final People people;
    private final AuditTrail audit;
    private final InstantSource clock;

    CardActivation(
            CardOrderStore store,
            ChipStore chips,
            ChipTrail trail,
            Accounts accounts,
            CardOrderNews news,
            People people,
            AuditTrail audit,
            InstantSource clock) {
        this.store = store;
        this.chips = chips;
        this.trail = trail;
        this.accounts = accounts;
        this.news = news;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a typed number leads to. */
    sealed interface Outcome {}

    record InUse() implements Outcome {}

    /** There is no card in the post (any more). */
    record NothingSent() implements Outcome {}

    /** Not the number on this card, whatever else it may be. @param left how many more tries there are */
    record Wrong(int left) implements Outcome {}

    record Locked(Instant until) implements Outcome {}

    /** The town blocked the old one, or all there are by now, and that holds for the new one too. */
    record BlockedByTown() implements Outcome {}

    /** Somebody was handed out a chip with the same number meanwhile: for the town to mend. */
    record Taken() implements Outcome {}

    public Outcome activate(SignedIn by, MyAccount seen, String typed) {
        store.lockAccount(seen.id());
        MyAccount account = accounts.find(seen.id()).orElseThrow();
        CardOrder order = store.newest(account.id())
                .filter(newest -> newest.state() == CardOrderState.SENT)
                .orElse(null);
        if (order == null || account.closed()) {
            return new NothingSent();
        }
        Instant now = clock.instant();
        Instant before = order.triesSince();
        Instant begun = before == null || !before.plus(DAY).isAfter(now) ? now : before;
        int tries = begun.equals(before) ? order.wrongTries() : 0;
        if (tries >= TRIES) {
            return new Locked(begun.plus(DAY));
        }
        CardOrderStore.Number number = store.number(order);
        if (!isOn(number, typed)) {
            store.triedInVain(order, tries + 1, begun);
            audit.write(Deed.by(Actor.citizen(by.publicId()), "card.order.wrong-number")
                    .to(people.publicId(account.holderId()))
                    .on(account.publicId()));
            return tries + 1 >= TRIES ? new Locked(begun.plus(DAY)) : new Wrong(TRIES - tries - 1);
        }
        return takeIntoUse(by, account, order, number);
    }

    /** Compared in the same time whether right or wrong, as anything that opens something. */
    private boolean isOn(CardOrderStore.Number number, String typed) {
        return TypedCardNumber.readings(typed, accounts.settings().printedPrefix()).stream()
                .anyMatch(reading -> MessageDigest.isEqual(
                        number.number().getBytes(StandardCharsets.UTF_8), reading.getBytes(StandardCharsets.UTF_8)));
    }

    private Outcome takeIntoUse(SignedIn by, MyAccount account, CardOrder order, CardOrderStore.Number number) {
        Long old = order.oldChip();
        if (chips.isStoppedByTown(account.id(), old)) {
            return new BlockedByTown();
        }
        Instant now = clock.instant();
        UUID chip = chips.issueIfFree(account.id(), number.number(), number.printedAs(), now)
                .orElse(null);
        if (chip == null) {
            return new Taken();
        }
        Actor actor = Actor.citizen(by.publicId());
        if (old != null) {
            chips.replace(account.id(), old)
                    .ifPresent(gone -> trail.record(actor, "card.chip.replaced", account.id(), gone));
        }
        store.move(order, CardOrderEvent.ACTIVATED, CardOrderState.IN_USE, now);
        trail.turned(actor, "card.order.activated", account.id(), chip);
        news.tell(order, account, Notice.CardOrdered.Step.IN_USE);
        return new InUse();
    }
}
