package dk.bykassen.identity;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The addresses people are known by; for what decides whether they may be written to. */
@Service
@Transactional(readOnly = true)
public class Contacts {

    private final PersonStore people;

    Contacts(PersonStore people) {
        this.people = people;
    }

    /** An address and whether its owner proved it. */
    public record Contact(String address, boolean isConfirmed) {
        /** Never the address: records end up in logs. */
        @Override
        public String toString() {
            return "Contact";
        }
    }

    /** Empty where the person has none on that channel. */
    public Optional<Contact> of(long person, Channel channel) {
        return people.find(person)
                .flatMap(known -> Optional.ofNullable(known.contact(channel))
                        .map(address -> new Contact(address, known.isConfirmed(channel))));
    }
}
