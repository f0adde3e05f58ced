package dk.bykassen.identity;

import dk.bykassen.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells every page who looks at it. */
@Component
class IdentityViewer implements Viewer {

    private final Sessions sessions;
    private final Realms realms;
    private final CsrfTokens tokens;

    IdentityViewer(Sessions sessions, Realms realms, CsrfTokens tokens) {
        this.sessions = sessions;
        this.realms = realms;
        this.tokens = tokens;
    }

    @Override
    public Optional<Person> of(HttpServletRequest request) {
        return sessions.signedIn(request).map(IdentityViewer::shown);
    }

    @Override
    public String csrfToken(HttpServletRequest request) {
        return realms.sessionToken(request).map(tokens::of).orElse("");
    }

    private static Person shown(SignedIn person) {
        // Where no name is known, the page greets with the plain word that stands for one.
        String first = person.firstName().isEmpty() && person.lastName().isEmpty() ? person.name() : person.firstName();
        return new Person(person.personId(), person.publicId(), first, person.lastName(), person.sessionEnds());
    }
}
