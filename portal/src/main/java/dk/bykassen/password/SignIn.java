package dk.bykassen.password;

import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges a name and a password. Whoever has no account here, or no password, costs the same work and gets the same answer
 * as somebody who mistyped it.
 */
@Service
class SignIn {

    private final Throttle throttle;
    private final SignInNames names;
    private final PasswordStore passwords;
    private final Hashing hashing;
    private final People people;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;
    /** As many ask the database at once as there are cores to go on with: a flood leaves its connections to the pages. */
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    /** Those who are being judged or wait for it: beyond them nobody is let as far as the database. */
    private final Semaphore places;

    SignIn(
            Throttle throttle,
            SignInNames names,
            PasswordStore passwords,
            Hashing hashing,
            People people,
            TransactionTemplate transactions,
            MeterRegistry meters,
            @Value("${bykassen.password.waiting:32}") int waiting) {
        this.throttle = throttle;
        this.names = names;
        this.passwords = passwords;
        this.hashing = hashing;
        this.people = people;
        this.transactions = transactions;
        this.meters = meters;
        this.places = new Semaphore(waiting);
    }

    /** What became of a try. */
    sealed interface Verdict {}

    record Right(Person person) implements Verdict {}

    record Wrong() implements Verdict {}

    /** Too many tries went wrong; nothing was judged. */
    record TooSoon(Duration pause) implements Verdict {}

    /**
     * Judges {@code typed} and {@code password} as they were typed.
     *
     * @throws Busy when too many wait already
     */
    Verdict judge(String typed, String password, KnownBrowsers.Browser browser, String address) {
        if (!places.tryAcquire()) {
            count("busy");
            throw new Busy();
        }
        try {
            Verdict verdict = judged(typed, password, browser, address);
            count(
                    switch (verdict) {
                        case Right right -> "right";
                        case Wrong wrong -> "wrong";
                        case TooSoon soon -> "too-soon";
                    });
            return verdict;
        } finally {
            places.release();
        }
    }

    /** For whoever watches the portal: nothing tells attacks sooner than the share of wrong passwords. */
    private void count(String outcome) {
        meters.counter("bykassen.password.sign-ins", "outcome", outcome).increment();
    }

    /** Who stands before the door, found out before the password is looked at. */
    private record Claim(
            Throttle.Visitor visitor,
            @Nullable Long person,
            @Nullable String hash,
            Optional<Duration> pause) {}

    private Verdict judged(String typed, String password, KnownBrowsers.Browser browser, String address) {
        Instant now = Instant.now();
        Claim claim = inTurn(() -> claim(typed, browser, address, now));
        if (claim.pause().isPresent()) {
            return new TooSoon(claim.pause().get());
        }
        if (!hashing.fits(password, claim.hash())) {
            return inTurn(() -> {
                throttle.wrong(claim.visitor(), now);
                return new Wrong();
            });
        }
        String renewed = claim.hash() != null && hashing.isOutdated(claim.hash()) ? hashing.hash(password) : null;
        return inTurn(() -> welcome(claim, renewed, now));
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return transactions.execute(status -> work.get());
        } finally {
            turns.release();
        }
    }

    private Claim claim(String typed, KnownBrowsers.Browser browser, String address, Instant now) {
        Optional<SignInName> name = SignInName.typed(typed);
        Long person = name.flatMap(names::owner).map(SignInNames.Owner::person).orElse(null);
        String hash = passwords.hash(person == null ? 0 : person).orElse(null);
        boolean isKnown = person != null && browser.knows(person);
        var visitor = new Throttle.Visitor(
                name.map(SignInName::text).orElseGet(() -> typed.toLowerCase(Locale.ROOT)),
                address,
                isKnown ? browser.id() : null);
        return new Claim(visitor, person, hash, throttle.admit(visitor, now));
    }

    private Verdict welcome(Claim claim, @Nullable String renewed, Instant now) {
        throttle.right(claim.visitor());
        Person person = people.find(claim.person() == null ? 0 : claim.person()).orElseThrow();
        if (renewed != null && claim.hash() != null) {
            passwords.refresh(person.id(), claim.hash(), renewed);
        }
        passwords.markUsed(person.id(), now);
        return new Right(person);
    }
}
