package dk.bykassen.identity;

import dk.bykassen.kernel.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whose address a request's is, and which session's token its forms must carry. */
@Component
class Realms {

    private final List<Realm> realms;
    private final Sessions citizens;

    Realms(List<Realm> realms, Sessions citizens) {
        this.realms = realms;
        this.citizens = citizens;
    }

    /** Whether the address has a door of its own and is none of the citizens'. */
    boolean govern(HttpServletRequest request) {
        return realm(request).isPresent();
    }

    /** Whether it is one of the citizens' pages: in no realm, neither for devices and gateways nor a file of the pages. */
    boolean isCitizensPage(HttpServletRequest request) {
        return !govern(request)
                && !Doors.areForSystems(request)
                && !request.getServletPath().startsWith("/assets/");
    }

    /** The token of the session in force at this address; empty for a stranger there. */
    Optional<BearerToken> sessionToken(HttpServletRequest request) {
        Optional<Realm> realm = realm(request);
        return realm.isPresent()
                ? realm.get().sessionToken(request)
                : citizens.of(request).flatMap(session -> Sessions.token(request));
    }

    private Optional<Realm> realm(HttpServletRequest request) {
        return realms.stream().filter(realm -> realm.governs(request)).findFirst();
    }
}
