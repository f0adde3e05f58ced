package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody the tenant knows. */
@Service
@Transactional(readOnly = true)
public class People {

    private final PersonStore store;

    People(PersonStore store) {
        this.store = store;
    }

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

    /** Those of {@code ids} who are known; one query. */
    public Map<Long, Person> byIds(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : store.byIds(ids);
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
}
