package dk.bykassen.password;

import dk.bykassen.password.ThrottleStore.Key;
import dk.bykassen.password.ThrottleStore.Kind;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows those who guess passwords and nobody else, in real time.
 *
 * <ul>
 *   <li>A name can be tried five times from browsers nobody knows; then each further try waits, 30 seconds at first and a
 *       quarter of an hour at last. A name nobody has waits the same.
 *   <li>A browser that signed in before as that person has a counter of its own: nobody locks the owner out.
 *   <li>A network address has a hundred wrong tries and regains ten a minute: a class of thirty with slips of the finger
 *       passes, one who tries a password on many names is slowed.
 *   <li>A tenant at which very many tries go wrong says so in the log, and addresses have twenty tries until it is over.
 * </ul>
 */
@Component
@Transactional
class Throttle {

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    static final int FREE_TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    /** A counter nobody added to for a day begins anew. */
    private static final Duration SPAN = Duration.ofDays(1);

    static final Duration ADDRESS_REFILL = Duration.ofSeconds(6);
    static final int ADDRESS_TRIES = 100;
    static final int ADDRESS_TRIES_UNDER_ATTACK = 20;

    static final Duration TENANT_REFILL = Duration.ofSeconds(2);
    static final int TENANT_TRIES = 300;
    private static final Duration ALARM_EVERY = Duration.ofMinutes(1);

    private static final Duration LETTER_REFILL = Duration.ofMinutes(12);
    private static final int LETTERS = 5;
    static final Duration LETTER_ADDRESS_REFILL = Duration.ofSeconds(10);
    static final int LETTERS_OF_AN_ADDRESS = 60;

    private final ThrottleStore store;
    private final Map<Integer, Instant> alarms = new ConcurrentHashMap<>();

    Throttle(ThrottleStore store) {
        this.store = store;
    }

    /**
     * Somebody at the door.
     *
     * @param name as typed, in its normal form where it has one
     * @param address where the try comes from
     * @param browser names a browser that the name's owner signed in with before; null for all others
     */
    record Visitor(String name, String address, @Nullable String browser) {

        /** Never the name: records end up in logs. */
        @Override
        public String toString() {
            return "Visitor";
        }

        private Key tries() {
            return browser == null ? new Key(Kind.NAME, name) : new Key(Kind.BROWSER, browser + " " + name);
        }

        private Key from() {
            return new Key(Kind.ADDRESS, address);
        }
    }

    /**
     * Counts a try before it is judged.
     *
     * @return how long to wait first; empty when it may be judged now
     */
    Optional<Duration> admit(Visitor visitor, Instant now) {
        boolean isKnown = visitor.browser() != null;
        int most = isUnderAttack(now) ? ADDRESS_TRIES_UNDER_ATTACK : ADDRESS_TRIES;
        if (!isKnown && !store.take(visitor.from(), ADDRESS_REFILL, most, now)) {
            Duration spent = Duration.between(now, store.freeAt(visitor.from()));
            return Optional.of(positive(spent.minus(ADDRESS_REFILL.multipliedBy(most - 1L))));
        }
        Optional<Integer> tries = store.count(visitor.tries(), SPAN, now);
        if (tries.isEmpty()) {
            if (!isKnown) {
                store.giveBack(visitor.from(), ADDRESS_REFILL);
            }
            return Optional.of(positive(Duration.between(now, store.freeAt(visitor.tries()))));
        }
        if (tries.get() >= FREE_TRIES) {
            store.close(visitor.tries(), now.plus(waitAfter(tries.get())));
        }
        store.forgetOld(now.minus(SPAN));
        return Optional.empty();
    }

    /** The password was right: the try was none at guessing. */
    void right(Visitor visitor) {
        store.clear(visitor.tries());
        if (visitor.browser() == null) {
            store.giveBack(visitor.from(), ADDRESS_REFILL);
        }
    }

    void wrong(Visitor visitor, Instant now) {
        if (!store.take(tenants(), TENANT_REFILL, TENANT_TRIES, now)) {
            alarm(now);
        }
    }

    /** Whoever proved to own {@code name} does not wait for what others tried at it. */
    void forget(String name) {
        store.clear(new Key(Kind.NAME, name));
    }

    /** Whether one more letter may be sent to {@code name}, such as one about a forgotten password: five an hour. */
    boolean mayWrite(String name, Instant now) {
        return store.take(new Key(Kind.LETTER, name), LETTER_REFILL, LETTERS, now);
    }

    /** Whether {@code address} may ask for one more letter to whomever. */
    boolean mayAsk(String address, Instant now) {
        store.forgetOld(now.minus(SPAN));
        return store.take(new Key(Kind.LETTER_ADDRESS, address), LETTER_ADDRESS_REFILL, LETTERS_OF_AN_ADDRESS, now);
    }

    static Duration waitAfter(int tries) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries - FREE_TRIES, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private boolean isUnderAttack(Instant now) {
        return store.freeAt(tenants()).isAfter(now.plus(TENANT_REFILL.multipliedBy(TENANT_TRIES - 1L)));
    }

    private void alarm(Instant now) {
        int tenant = Tenants.current().id();
        Instant last = alarms.get(tenant);
        if (last == null || last.isBefore(now.minus(ALARM_EVERY))) {
            alarms.put(tenant, now);
            LOG.warn("very many wrong passwords: somebody may be trying stolen ones; addresses are slowed sooner");
        }
    }

    private static Key tenants() {
        return new Key(Kind.TENANT, "");
    }

    private static Duration positive(Duration wait) {
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }
}
