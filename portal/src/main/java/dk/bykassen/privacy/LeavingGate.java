package dk.bykassen.privacy;

import dk.bykassen.identity.Gate;
import dk.bykassen.identity.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whoever asked to be deleted and signs in all the same sees at once that it can be undone. */
@Component
@Order(100)
class LeavingGate implements Gate {

    private final Erasures erasures;

    LeavingGate(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public Optional<String> stop(SignedIn person, HttpServletRequest request) {
        return erasures.waiting(person.personId()).map(waiting -> Erasures.PAGE);
    }
}
