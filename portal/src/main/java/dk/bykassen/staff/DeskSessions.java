package dk.bykassen.staff;

import dk.bykassen.identity.Lifetime;
import dk.bykassen.identity.SessionCookie;
import dk.bykassen.kernel.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Browsers at the desk. The cookie is another than the citizens', so that somebody who works here can be a citizen as well
 * and each page knows which of the two is meant. All times are real time.
 */
@Service
class DeskSessions {

    /** However busy, no longer than a working day. */
    static final Lifetime LIFETIME = new Lifetime(Duration.ofMinutes(30), Duration.ofHours(8));

    private static final SessionCookie<StaffMember> BROWSER = new SessionCookie<>("__Host-desk", StaffMember.class);

    private final DeskSessionStore store;
    private final TransactionTemplate transactions;

    DeskSessions(DeskSessionStore store, TransactionTemplate transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** The member behind the request's cookie; asks the database once a request. */
    Optional<StaffMember> of(HttpServletRequest request) {
        return BROWSER.session(request, this::find);
    }

    /** The cookie's value, where it has the shape of one of ours. */
    static Optional<BearerToken> token(HttpServletRequest request) {
        return BROWSER.token(request);
    }

    /** Signs {@code member} in with a new session; whatever session the browser had before is over. */
    void open(
            HttpServletRequest request,
            HttpServletResponse response,
            long member,
            String provider,
            @Nullable String idToken) {
        BearerToken token = BearerToken.next();
        transactions.executeWithoutResult(status -> {
            token(request).ifPresent(old -> store.end(old, Instant.now()));
            store.open(token, member, provider, idToken, Instant.now());
            store.forgetOld(LIFETIME.keptSince(Instant.now()));
        });
        BROWSER.give(request, response, token);
    }

    /** Ends the request's session, if it has one in force. */
    Optional<DeskSessionStore.Ended> end(HttpServletRequest request, HttpServletResponse response) {
        Optional<DeskSessionStore.Ended> ended =
                token(request).flatMap(token -> transactions.execute(status -> store.end(token, Instant.now())));
        BROWSER.take(request, response);
        return ended;
    }

    /** Who sits in a session, by its inside id, if it is in force. */
    Optional<StaffMember> find(long session) {
        return transactions.execute(status -> store.find(session, Instant.now()).map(DeskSessionStore.Found::member));
    }

    private Optional<StaffMember> find(BearerToken token) {
        return transactions.execute(status -> {
            Instant now = Instant.now();
            Optional<DeskSessionStore.Found> found = store.find(token, now);
            found.filter(session -> LIFETIME.isToBeNoted(session.lastSeenAt(), now))
                    .ifPresent(session -> store.touch(session.member().sessionId(), now));
            return found.map(DeskSessionStore.Found::member);
        });
    }
}
