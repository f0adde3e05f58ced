package dk.bykassen.profile;

import dk.bykassen.identity.Channel;
import dk.bykassen.identity.Gate;
import dk.bykassen.identity.People;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.TermsLibrary;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Asks after every sign-in for e-mail address and mobile number until both are proved; "later" is an answer. Nobody is asked
 * before the tenant has said, in its privacy statement, what it does with them.
 */
@Component
@Order(2)
class ContactGate implements Gate {

    static final String PAGE = "/profile/contact";

    private final People people;
    private final TermsLibrary library;

    ContactGate(People people, TermsLibrary library) {
        this.people = people;
        this.library = library;
    }

    @Override
    public Optional<String> stop(SignedIn person, HttpServletRequest request) {
        if (library.newestVersion(Consents.STATEMENT) == 0) {
            return Optional.empty();
        }
        return people.find(person.personId())
                .filter(known -> !known.isConfirmed(Channel.EMAIL) || !known.isConfirmed(Channel.SMS))
                .map(unproved -> PAGE);
    }
}
