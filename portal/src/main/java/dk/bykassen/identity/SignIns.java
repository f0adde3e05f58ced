package dk.bykassen.identity;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.kernel.PersonNumber;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the person behind an eID identity: never two persons for one human, never one for two. Two first sign-ins of the
 * same human at the same moment meet at the database's unique keys; the later one begins again and finds the first one's.
 */
@Service
class SignIns {

    private static final int RACES = 5;

    private final PersonStore people;
    private final WayStore ways;
    private final ObjectProvider<BecameProtected> listeners;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    SignIns(
            PersonStore people,
            WayStore ways,
            ObjectProvider<BecameProtected> listeners,
            AuditTrail audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.people = people;
        this.ways = ways;
        this.listeners = listeners;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What an arrival from the eID leads to. */
    sealed interface Arrival {}

    record Known(Person person) implements Arrival {}

    /** Nobody has this identity; whether a human the town knows does is for them to say. */
    record Newcomer() implements Arrival {}

    /** The town does not know this identity yet and must be told the number. */
    record NumberWanted() implements Arrival {}

    /** The broker should have handed over a number and did not. */
    record NumberMissing() implements Arrival {}

    /** The number belongs to another person than the identity does: for people to sort out. */
    record Contradiction() implements Arrival {}

    /**
     * @param asks whether somebody new is asked first whether they have another way in, or becomes known at once
     * @param language for messages to somebody who becomes known by this
     */
    Arrival arrive(NumberRule rule, EidIdentity identity, Locale language, boolean asks) {
        return untilNobodyIsFaster(() -> {
            Optional<Person> byWay = people.byWay(identity.issuer(), identity.subject());
            PersonNumber number = rule == NumberRule.GIVEN ? identity.number() : null;
            Optional<Person> byNumber = number == null ? Optional.empty() : people.byNumber(number);
            if (byWay.isPresent()) {
                return returning(byWay.get(), number, byNumber, identity);
            }
            if (byNumber.isPresent()) {
                linkAgain(byNumber.get(), identity);
                return new Known(refreshed(byNumber.get(), identity));
            }
            if (rule == NumberRule.ASKED) {
                return new NumberWanted();
            }
            if (rule == NumberRule.GIVEN && number == null) {
                return new NumberMissing();
            }
            return asks ? new Newcomer() : new Known(welcome(identity, number, language));
        });
    }

    /** Binds {@code identity} to {@code person}, who showed it; the broker vouches for {@code number} where there is one. */
    void bind(Person person, EidIdentity identity, @Nullable PersonNumber number) {
        Optional<Person> owner = people.byWay(identity.issuer(), identity.subject());
        if (owner.filter(other -> other.id() != person.id()).isPresent()) {
            throw new Faster();
        }
        boolean isBound = owner.isPresent();
        if (!isBound && number != null) {
            linkAgain(person, identity);
        } else if (!isBound) {
            link(person, identity);
        }
        if (number != null && people.byNumber(number).isEmpty()) {
            people.addNumber(person.id(), number);
            record(person, "identity.number.added");
        }
        people.learnBirthDate(person.id(), identity.birthDate());
        refreshed(person, identity);
    }

    /** Whether {@code identity} is bound to {@code person} already. */
    boolean isKnownAs(long person, EidIdentity identity) {
        return transactions.execute(status -> people.byWay(identity.issuer(), identity.subject())
                .filter(known -> known.id() == person)
                .isPresent());
    }

    /**
     * Links an identity whose broker hands over no number to the one who has {@code number}: somebody the town knows by a
     * matching name, or somebody new when nobody has it. Empty when it does not match; why is nobody's business, so that
     * nobody can find out whose number is whose.
     */
    Optional<Person> link(EidIdentity identity, PersonNumber number, Locale language) {
        return untilNobodyIsFaster(() -> {
            Optional<Person> already = people.byWay(identity.issuer(), identity.subject());
            if (already.isPresent()) {
                return already;
            }
            if (!number.birthDate().equals(identity.birthDate())) {
                return Optional.empty();
            }
            Optional<Person> owner = people.byNumber(number);
            if (owner.isEmpty()) {
                return Optional.of(welcome(identity, number, language));
            }
            Person person = owner.get();
            if (!Names.agree(nameOf(person).full(), identity.name().full()) || hasAnotherEid(person, identity)) {
                return Optional.empty();
            }
            link(person, identity);
            return Optional.of(refreshed(person, identity));
        });
    }

    /** Links an identity to the one who has {@code number}, which the broker says is its own; somebody new where nobody has. */
    Person linkMatched(EidIdentity identity, PersonNumber number, Locale language) {
        return untilNobodyIsFaster(() -> {
            Optional<Person> already = people.byWay(identity.issuer(), identity.subject());
            Optional<Person> owner = people.byNumber(number);
            if (already.isPresent()) {
                return already.get();
            }
            if (owner.isEmpty()) {
                return welcome(identity, number, language);
            }
            linkAgain(owner.get(), identity);
            return refreshed(owner.get(), identity);
        });
    }

    private Arrival returning(
            Person person, @Nullable PersonNumber number, Optional<Person> byNumber, EidIdentity identity) {
        if (byNumber.isPresent() && byNumber.get().id() != person.id()) {
            record(person, "identity.number.contradicted");
            return new Contradiction();
        }
        if (number != null && byNumber.isEmpty()) {
            // The state gives some people a new number; the old one goes on finding them.
            people.addNumber(person.id(), number);
            record(person, "identity.number.added");
        }
        return new Known(refreshed(person, identity));
    }

    private Person welcome(EidIdentity identity, @Nullable PersonNumber number, Locale language) {
        NewPerson fresh = NewPerson.named(identity.firstName(), identity.lastName(), language);
        if (identity.birthDate() != null) {
            fresh = fresh.withBirthDate(identity.birthDate());
        }
        if (number != null) {
            fresh = fresh.withNumber(number);
        }
        Person person = people.create(fresh.asToldByEid(identity.isProtected(), identity.tellsName()));
        record(person, "identity.person.created");
        link(person, identity);
        return person;
    }

    /** The broker vouches for the number, so another subject at the same issuer is the same human with a new eID. */
    private void linkAgain(Person person, EidIdentity identity) {
        if (hasAnotherEid(person, identity)) {
            ways.replace(identity.issuer(), identity.subject(), person.id(), clock.instant());
            record(person, "identity.way.replaced");
        } else {
            link(person, identity);
        }
    }

    /** @throws Faster when this very identity was linked between one look and the next */
    private boolean hasAnotherEid(Person person, EidIdentity identity) {
        Optional<String> subject = ways.subject(person.id(), identity.issuer());
        if (subject.filter(identity.subject()::equals).isPresent()) {
            throw new Faster();
        }
        return subject.isPresent();
    }

    private void link(Person person, EidIdentity identity) {
        Instant now = clock.instant();
        if (!ways.add(identity.issuer(), identity.subject(), person.id(), now)) {
            throw new Faster();
        }
        record(person, "identity.way.linked");
    }

    /** A name the eID tells replaces the one on file; a protected one is no name and replaces nothing. */
    private Person refreshed(Person person, EidIdentity identity) {
        if (identity.isProtected()) {
            if (people.protect(person.id())) {
                listeners.orderedStream().forEach(listener -> listener.becameProtected(person.id()));
            }
        } else if (identity.tellsName()
                && (person.isProtected() || !identity.name().equals(nameOf(person)))) {
            people.rename(person.id(), identity.name());
        } else if (identity.tellsName() && !person.isNamedByEid()) {
            people.markNamedByEid(person.id());
        }
        ways.markUsed(identity.issuer(), identity.subject(), clock.instant());
        return people.find(person.id()).orElseThrow();
    }

    private static Names.Parts nameOf(Person person) {
        return new Names.Parts(person.firstName(), person.lastName());
    }

    private void record(Person person, String action) {
        audit.write(Deed.by(Actor.citizen(person.publicId()), action).to(person.publicId()));
    }

    <T> T untilNobodyIsFaster(Supplier<T> attempt) {
        for (int race = 1; ; race++) {
            try {
                return transactions.execute(status -> attempt.get());
            } catch (Faster | NumberTaken | DuplicateKeyException lost) {
                if (race == RACES) {
                    throw lost;
                }
            }
        }
    }

    /** Somebody linked the same identity or the same person a moment ago. */
    static final class Faster extends RuntimeException {
        Faster() {
            super("another sign-in was faster", null, false, false);
        }
    }
}
