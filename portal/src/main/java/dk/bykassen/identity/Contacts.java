package dk.bykassen.identity;

import dk.bykassen.message.MayContact;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where people may be written to: the addresses they are known by. */
@Component
@Transactional(readOnly = true)
class Contacts implements MayContact {

    private final PersonStore people;

    Contacts(PersonStore people) {
        this.people = people;
    }

    @Override
    public Optional<String> byEmail(long personId, Purpose purpose) {
        return people.find(personId).map(Person::email);
    }

    @Override
    public Optional<String> bySms(long personId, Purpose purpose) {
        return people.find(personId).map(Person::mobile);
    }
}
