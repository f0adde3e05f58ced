package dk.bykassen.password;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.Sessions;
import dk.bykassen.identity.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes the password of somebody who is signed in: all other browsers are signed out, and the person is told. */
@Service
class Changes {

    private final PasswordStore passwords;
    private final RenewalStore renewals;
    private final Hashing hashing;
    private final Throttle throttle;
    private final Sessions sessions;
    private final People people;
    private final Telling telling;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    Changes(
            PasswordStore passwords,
            RenewalStore renewals,
            Hashing hashing,
            Throttle throttle,
            Sessions sessions,
            People people,
            Telling telling,
            AuditTrail audit,
            TransactionTemplate transactions) {
        this.passwords = passwords;
        this.renewals = renewals;
        this.hashing = hashing;
        this.throttle = throttle;
        this.sessions = sessions;
        this.people = people;
        this.telling = telling;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** What the old password was worth. */
    sealed interface Verdict {}

    record Right() implements Verdict {}

    record Wrong() implements Verdict {}

    record TooSoon(Duration pause) implements Verdict {}

    /** Weighs the old password: whoever finds an open browser has no more tries than at the sign-in page. */
    Verdict weigh(SignedIn person, String old, String address) {
        Instant now = Instant.now();
        var visitor = new Throttle.Visitor("person " + person.personId(), address, "change");
        Optional<Duration> pause = transactions.execute(status -> throttle.admit(visitor, now));
        if (pause.isPresent()) {
            return new TooSoon(pause.get());
        }
        String stored = transactions
                .execute(status -> passwords.hash(person.personId()))
                .orElse(null);
        if (!hashing.fits(old, stored)) {
            return new Wrong();
        }
        transactions.executeWithoutResult(status -> throttle.right(visitor));
        return new Right();
    }

    /** Gives the person this password; every other browser is signed out. */
    void set(SignedIn person, String password) {
        String hash = hashing.hash(password);
        Instant now = Instant.now();
        transactions.executeWithoutResult(status -> {
            boolean isFirst = passwords.hash(person.personId()).isEmpty();
            passwords.put(person.personId(), hash, now);
            renewals.closeAll(person.personId(), now);
            sessions.endOthers(person);
            Person told = people.find(person.personId()).orElseThrow();
            audit.write(Deed.by(Actor.citizen(person.publicId()), isFirst ? "password.set" : "password.changed")
                    .to(person.publicId())
                    .changingSecretly("password"));
            telling.changed(told);
        });
    }
}
