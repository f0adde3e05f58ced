package dk.bykassen.link;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.link.Attempts.Attempt;
import dk.bykassen.link.LinkStore.Target;
import dk.bykassen.link.RequestState.Event;
import dk.bykassen.tenant.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * <i>Tilføj konto</i>: the right pair of person and card number gives access at once; any other pair becomes a request that
 * waits, whether or not there is such a person, such an account or such a card. Answer, time and work are the same for all of
 * these, and whoever asked learns of a no when the fortnight is over, like those who asked for nobody.
 */
@Service
@Transactional
class Requests {

    static final Duration LIFE = Duration.ofDays(14);
    /** After a no nobody is asked again so soon; the one who asks sees no difference. */
    static final Duration QUIET = Duration.ofDays(7);

    static final int MOST_WAITING = 10;

    /** Asks those who decide; its id is the request's. */
    static final String ASKED = "link-asked";
    /** Ends a request nobody said yes to; its id is the request's. */
    static final String OVER = "link-over";

    private static final String LOOKUP = "link-number";
    private static final long NOBODY = -1;

    private final RequestStore store;
    private final LinkStore links;
    private final Attempts attempts;
    private final Access access;
    private final People people;
    private final Keyring keyring;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final InstantSource clock;

    Requests(
            RequestStore store,
            LinkStore links,
            Attempts attempts,
            Access access,
            People people,
            Keyring keyring,
            Jobs jobs,
            AuditTrail audit,
            InstantSource clock) {
        this.store = store;
        this.links = links;
        this.attempts = attempts;
        this.access = access;
        this.people = people;
        this.keyring = keyring;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    /** What became of a typed pair. */
    enum Outcome {
        LINKED,
        /** A request waits, for somebody or nobody. */
        ASKED,
        /** Whoever typed it acts for that account already. */
        ALREADY,
        /** It is the own person number. */
        OWN,
        /** Too many wrong pairs. */
        TOO_MANY,
        TOO_MANY_WAITING
    }

    /** @param cards what the card's number may be read as; empty when none was typed */
    public Outcome ask(SignedIn by, PersonNumber number, Collection<String> cards) {
        Instant now = clock.instant();
        byte[] lookup = keyring.lookup(LOOKUP, number.country() + ":" + number.digits());
        store.endOverdue(by.personId(), now);
        Attempt attempt = attempts.take(by.personId(), lookup).orElse(null);
        if (attempt == null) {
            return Outcome.TOO_MANY;
        }
        long holder = people.byNumber(number).map(Person::id).orElse(NOBODY);
        List<Target> targets = links.targets(by.personId(), holder, cards, now.minus(QUIET));
        if (holder == by.personId() || !targets.isEmpty() && targets.stream().allMatch(Target::isMine)) {
            attempts.hit(attempt);
            return holder == by.personId() ? Outcome.OWN : Outcome.ALREADY;
        }
        Optional<Target> right = targets.stream()
                .filter(target -> target.fits() && !target.isMine() && !target.wantsYes() && attempt.isTrusted())
                .findFirst();
        if (right.isPresent()) {
            attempts.hit(attempt);
            access.giveForProof(
                    Actor.citizen(by.publicId()), by.personId(), right.get().account());
            return Outcome.LINKED;
        }
        if (store.openOf(by.personId(), now).size() >= MOST_WAITING) {
            return Outcome.TOO_MANY_WAITING;
        }
        request(by, lookup, number, toAsk(targets), now);
        return Outcome.ASKED;
    }

    /** What {@code requester} asked for, as they may see it; empty for what is not theirs. */
    @Transactional(readOnly = true)
    public Optional<Request> of(long requester, UUID id) {
        return store.find(id).filter(request -> request.requester() == requester);
    }

    /** Says yes for somebody who decides over the account; false when there was nothing left to say yes to. */
    public boolean approve(SignedIn by, Request request, long account, UUID accountPublicId) {
        if (!store.answer(request.id(), true, by.personId(), clock.instant())) {
            return false;
        }
        access.giveForYes(Actor.citizen(by.publicId()), request.requester(), account);
        trace(by, "link.request.approved", accountPublicId);
        return true;
    }

    /** As {@link #approve}, no. Whoever asked is not told. */
    public boolean decline(SignedIn by, Request request, UUID accountPublicId) {
        if (!store.answer(request.id(), false, by.personId(), clock.instant())) {
            return false;
        }
        trace(by, "link.request.declined", accountPublicId);
        return true;
    }

    /** Takes back what one asked for; again it changes nothing. */
    public void withdraw(SignedIn by, Request request) {
        if (store.end(request.id(), Event.WITHDRAW, RequestState.WITHDRAWN, clock.instant())) {
            trace(by, "link.request.withdrawn", request.publicId());
        }
    }

    private void request(SignedIn by, byte[] lookup, PersonNumber number, @Nullable Long account, Instant now) {
        Instant until = now.plus(LIFE);
        store.add(by.personId(), lookup, number.shown(), account, now, until).ifPresent(id -> {
            trace(by, "link.request.made", id);
            jobs.enqueue(ASKED, id);
            jobs.enqueue(OVER, id, until);
        });
    }

    private static @Nullable Long toAsk(List<Target> targets) {
        return targets.stream()
                .filter(target -> !target.isMine() && !target.saidNoLately())
                .map(Target::account)
                .findFirst()
                .orElse(null);
    }

    private void trace(SignedIn by, String action, UUID subject) {
        audit.write(
                Deed.by(Actor.citizen(by.publicId()), action).to(by.publicId()).on(subject));
    }
}
