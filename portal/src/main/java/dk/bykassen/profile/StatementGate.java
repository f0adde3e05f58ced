package dk.bykassen.profile;

import dk.bykassen.identity.Gate;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.TermsLibrary;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Nobody uses the portal without having agreed to the privacy statement in force, where the tenant has one. */
@Component
@Order(1)
class StatementGate implements Gate {

    static final String PAGE = "/profile/statement";

    private final TermsLibrary library;
    private final Consents consents;

    StatementGate(TermsLibrary library, Consents consents) {
        this.library = library;
        this.consents = consents;
    }

    @Override
    public Optional<String> stop(SignedIn person, HttpServletRequest request) {
        int wanted = library.newestVersion(Consents.STATEMENT);
        return wanted > 0 && consents.acceptedStatement(person.personId()) < wanted
                ? Optional.of(PAGE)
                : Optional.empty();
    }

    @Override
    public String mark() {
        int version = library.newestVersion(Consents.STATEMENT);
        return version == 0 ? "" : "statement:" + version;
    }
}
