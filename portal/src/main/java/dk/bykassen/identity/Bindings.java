package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.message.Notice;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Binds an eID to somebody who is signed in. It may be nobody's yet, or it may have been somebody of its own until now: then
 * one human has been two persons, and is made one. It is never bound where it tells of another human.
 */
@Service
class Bindings {

    private final IdentityProviders providers;
    private final PersonStore people;
    private final WayStore store;
    private final ReunionStore rows;
    private final SignIns signIns;
    private final Reunions reunions;
    private final Ways ways;

    Bindings(
            IdentityProviders providers,
            PersonStore people,
            WayStore store,
            ReunionStore rows,
            SignIns signIns,
            Reunions reunions,
            Ways ways) {
        this.providers = providers;
        this.people = people;
        this.store = store;
        this.rows = rows;
        this.signIns = signIns;
        this.reunions = reunions;
        this.ways = ways;
    }

    /** What binding an eID to a person means. */
    sealed interface Verdict {}

    /** It is bound to them already. */
    record Already() implements Verdict {}

    /** It is nobody's yet. */
    record Free() implements Verdict {}

    /** It has been somebody of its own here until now. */
    record TwoLogins(Person other) implements Verdict {}

    /** It tells of another human, or the two logins do. */
    record TwoHumans() implements Verdict {}

    /** They have another eID of that kind, and nothing shows that it is theirs too. */
    record AnotherEid() implements Verdict {}

    Verdict judge(long personId, Offer offer) {
        return signIns.untilNobodyIsFaster(
                () -> verdict(people.find(personId).orElseThrow(), offer.identity(), number(offer)));
    }

    /**
     * Binds what was offered, when it is still what the person agreed to.
     *
     * @param agreed public id of the other login the person wants to join with this one, null for none
     * @return what was found; {@link Free} and the agreed {@link TwoLogins} are done, any other changed nothing
     */
    Verdict accept(long personId, Offer offer, @Nullable UUID agreed) {
        return signIns.untilNobodyIsFaster(() -> {
            Person person = people.find(personId).orElseThrow();
            PersonNumber number = number(offer);
            Verdict seen = verdict(person, offer.identity(), number);
            long other = seen instanceof TwoLogins(Person found) ? found.id() : personId;
            if (!rows.hold(personId, other)) {
                return new Already();
            }
            // What was seen before the rows were held may be the past.
            Verdict verdict = verdict(person, offer.identity(), number);
            if (!verdict.equals(seen)) {
                throw new SignIns.Faster();
            }
            if (verdict instanceof TwoLogins(Person login) && login.publicId().equals(agreed)) {
                reunions.unite(login, person);
                bind(person, offer, number);
            } else if (verdict instanceof Free && agreed == null) {
                bind(person, offer, number);
            } else if (verdict instanceof Free) {
                return new Already();
            }
            return verdict;
        });
    }

    private void bind(Person person, Offer offer, @Nullable PersonNumber number) {
        EidIdentity identity = offer.identity();
        signIns.bind(person, identity, number);
        String name = providers.find(offer.provider()).map(Provider::name).orElse("eID");
        ways.tell(person, name, Notice.WaysChanged.What.ADDED);
    }

    private Verdict verdict(Person person, EidIdentity identity, @Nullable PersonNumber number) {
        Optional<Person> byWay = people.byWay(identity.issuer(), identity.subject());
        Optional<Person> byNumber = number == null ? Optional.empty() : people.byNumber(number);
        boolean ownWay = byWay.filter(owner -> owner.id() == person.id()).isPresent();
        boolean ownNumber = byNumber.filter(owner -> owner.id() == person.id()).isPresent();
        Optional<Person> wayOwner = byWay.filter(owner -> owner.id() != person.id());
        Optional<Person> numberOwner = byNumber.filter(owner -> owner.id() != person.id());
        if (contradicts(person, identity, number, ownNumber)
                || ownWay && numberOwner.isPresent()
                || ownNumber && wayOwner.isPresent()
                || areTwo(wayOwner, numberOwner)) {
            return new TwoHumans();
        }
        if (ownWay) {
            return new Already();
        }
        Optional<Person> other = wayOwner.or(() -> numberOwner);
        if (other.isPresent()) {
            return Humans.canBeOne(person, other.get()) && haveNoIssuerInCommon(person, other.get())
                    ? new TwoLogins(other.get())
                    : new TwoHumans();
        }
        boolean hasAnother = store.subject(person.id(), identity.issuer()).isPresent();
        return hasAnother && !ownNumber ? new AnotherEid() : new Free();
    }

    private static boolean contradicts(
            Person person, EidIdentity identity, @Nullable PersonNumber number, boolean isOwnNumber) {
        LocalDate born = identity.birthDate();
        boolean bornOtherwise = born != null && person.birthDate() != null && !born.equals(person.birthDate());
        boolean numberedOtherwise = number != null && person.number() != null && !isOwnNumber;
        return bornOtherwise
                || numberedOtherwise
                || !isOwnNumber && !Names.beginAlike(Names.of(person), identity.name());
    }

    private static boolean areTwo(Optional<Person> one, Optional<Person> other) {
        return one.isPresent()
                && other.isPresent()
                && one.get().id() != other.get().id();
    }

    private boolean haveNoIssuerInCommon(Person one, Person other) {
        return store.of(one.id()).stream()
                .noneMatch(way -> store.subject(other.id(), way.issuer()).isPresent());
    }

    private @Nullable PersonNumber number(Offer offer) {
        return providers
                .find(offer.provider())
                .filter(provider -> provider.numberRule() == NumberRule.GIVEN)
                .map(provider -> offer.identity().number())
                .orElse(null);
    }
}
