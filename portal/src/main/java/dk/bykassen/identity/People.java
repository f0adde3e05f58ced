package dk.bykassen.identity;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.kernel.PersonNumber;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody the tenant knows. */
@Service
@Transactional(readOnly = true)
public class People {

    private final PersonStore store;
    private final Contacting contacting;
    private final AuditTrail audit;

    People(PersonStore store, Contacting contacting, AuditTrail audit) {
        this.store = store;
        this.contacting = contacting;
        this.audit = audit;
    }

    /** What became of a wish to change somebody. */
    public sealed interface Change {}

    public record Changed(Person person) implements Change {}

    /** Somebody else, or the same person in another browser, was faster; nothing was changed. */
    public record Outdated(Person person) implements Change {}

    public Optional<Person> find(long id) {
        return store.find(id);
    }

    /** What {@code id} is called outside. @throws java.util.NoSuchElementException when nobody has it */
    public UUID publicId(long id) {
        return store.find(id).orElseThrow().publicId();
    }

    public Optional<Person> byPublicId(UUID publicId) {
        return store.byPublicId(publicId);
    }

    /** The one who has, or once had, that number. */
    public Optional<Person> byNumber(PersonNumber number) {
        return store.byNumber(number);
    }

    /**
     * The whole number the state gave {@code person}, the newest: for a bank or a register that knows people by it, never for a
     * page.
     */
    public Optional<PersonNumber> number(long person, PersonNumber.Country country) {
        return store.number(person, country);
    }

    /** Those of {@code ids} who are known; one query. */
    public Map<Long, Person> byIds(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : store.byIds(ids);
    }

    /** The same by the ids people have outside. */
    public Map<UUID, String> namesByPublicId(Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : store.namesByPublicId(ids);
    }

    /** What to call each of them on a page; one query, unknown ids are left out. */
    public Map<Long, String> names(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : store.names(ids);
    }

    /**
     * Makes somebody known.
     *
     * @throws NumberTaken when somebody has that number already; the caller's transaction must end
     */
    @Transactional
    public Person create(NewPerson person) {
        return store.create(person);
    }

    /**
     * Changes what {@code person} is known by, all of it or nothing. An address that becomes another one is not proved any
     * more, and the old one is told.
     *
     * @param version the one the changes were made to
     * @param email in the form of {@link Addresses#email}
     * @param mobile in E.164
     */
    @Transactional
    public Change change(
            Actor actor, long person, int version, Details details, @Nullable String email, @Nullable String mobile) {
        Person before = store.lock(person).orElseThrow();
        if (before.version() != version) {
            return new Outdated(before);
        }
        if (!Details.of(before).equals(details)) {
            store.change(person, details);
            audit.write(changes(Deed.by(actor, "identity.person.changed").to(before.publicId()), before, details));
        }
        contacting.change(actor, store.find(person).orElseThrow(), Channel.EMAIL, email);
        contacting.change(actor, store.find(person).orElseThrow(), Channel.SMS, mobile);
        return new Changed(store.find(person).orElseThrow());
    }

    /** Gives {@code person} another address, or none; it is not proved, and the old one is told. */
    @Transactional
    public void changeContact(Actor actor, long person, Channel channel, @Nullable String address) {
        contacting.change(actor, store.lock(person).orElseThrow(), channel, address);
    }

    /** As above, by the person. */
    @Transactional
    public void changeContact(long person, Channel channel, @Nullable String address) {
        Person before = store.lock(person).orElseThrow();
        contacting.change(Actor.citizen(before.publicId()), before, channel, address);
    }

    /**
     * A code sent to {@code address} came back from {@code person}: it is theirs, and of nobody else who had proved it.
     *
     * @return false when it is no longer the person's address, and nothing happened
     */
    @Transactional
    public boolean proveContact(long person, Channel channel, String address) {
        Person owner = store.find(person).orElseThrow();
        return contacting.prove(Actor.citizen(owner.publicId()), person, channel, address);
    }

    private static Deed changes(Deed deed, Person before, Details fresh) {
        Details old = Details.of(before);
        Company was = old.company();
        Company is = fresh.company();
        Deed changes = deed.changing("first-name", old.firstName(), fresh.firstName())
                .changing("last-name", old.lastName(), fresh.lastName())
                .changing("birth-date", old.birthDate(), fresh.birthDate())
                .changing("gender", old.gender(), fresh.gender())
                .changing("private-phone", old.privatePhone(), fresh.privatePhone())
                .changing("work-phone", old.workPhone(), fresh.workPhone())
                .changing("language", old.language(), fresh.language())
                .changing("company-name", was == null ? null : was.name(), is == null ? null : is.name())
                .changing("business-number", was == null ? null : was.number(), is == null ? null : is.number())
                .changing(
                        "contact-person",
                        was == null ? null : was.contactPerson(),
                        is == null ? null : is.contactPerson());
        // Whoever reads the trail may not read a protected address there.
        return before.hasPublicAddress()
                ? changes.changing("address", old.address(), fresh.address())
                        .changing("postcode", old.postcode(), fresh.postcode())
                        .changing("city", old.city(), fresh.city())
                : old.hasAddressOf(fresh) ? changes : changes.changingSecretly("address");
    }
}
