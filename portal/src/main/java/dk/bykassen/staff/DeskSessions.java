package dk.bykassen.staff;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Cookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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

    /** The prefix makes browsers insist on Secure, on this host alone and on the whole path. */
    static final String COOKIE = "__Host-desk";

    /** A session nobody used for this long is over. */
    static final Duration IDLE = Duration.ofMinutes(30);
    /** However busy, a session ends after this: a working day. */
    static final Duration LIFE = Duration.ofHours(8);
    /** Being seen is written down this often at most, to spare the database a write for each page. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);
    /** Ended sessions are kept for those who ask who was signed in when. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final String FOUND = DeskSessions.class.getName();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DeskSessionStore store;
    private final TransactionTemplate transactions;

    DeskSessions(DeskSessionStore store, TransactionTemplate transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** The member behind the request's cookie; asks the database once a request. */
    Optional<StaffMember> of(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof Optional<?> known) {
            return known.map(StaffMember.class::cast);
        }
        Optional<StaffMember> found =
                Tenants.bound().isEmpty() ? Optional.empty() : token(request).flatMap(this::find);
        request.setAttribute(FOUND, found);
        return found;
    }

    /** The cookie's value, where it has the shape of one of ours. */
    static Optional<String> token(HttpServletRequest request) {
        Cookie cookie = Cookies.find(request, COOKIE);
        return Optional.ofNullable(cookie).map(Cookie::getValue).filter(value -> value.matches("[A-Za-z0-9_-]{43}"));
    }

    /** Signs {@code member} in with a new session; whatever session the browser had before is over. */
    void open(
            HttpServletRequest request,
            HttpServletResponse response,
            long member,
            String provider,
            @Nullable String idToken) {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        transactions.executeWithoutResult(status -> {
            token(request).ifPresent(old -> store.end(old, Instant.now()));
            store.open(token, member, provider, idToken, Instant.now());
            store.forgetOld(Instant.now().minus(KEPT));
        });
        Cookies.set(response, COOKIE, token, null);
        request.removeAttribute(FOUND);
    }

    /** Ends the request's session, if it has one in force. */
    Optional<DeskSessionStore.Ended> end(HttpServletRequest request, HttpServletResponse response) {
        Optional<DeskSessionStore.Ended> ended =
                token(request).flatMap(token -> transactions.execute(status -> store.end(token, Instant.now())));
        Cookies.clear(response, COOKIE);
        request.removeAttribute(FOUND);
        return ended;
    }

    /** Who sits in a session, by its inside id, if it is in force. */
    Optional<StaffMember> find(long session) {
        return transactions.execute(status -> store.find(session, Instant.now()).map(DeskSessionStore.Found::member));
    }

    private Optional<StaffMember> find(String token) {
        return transactions.execute(status -> {
            Instant now = Instant.now();
            Optional<DeskSessionStore.Found> found = store.find(token, now);
            found.filter(session -> session.lastSeenAt().isBefore(now.minus(SEEN_EVERY)))
                    .ifPresent(session -> store.touch(session.member().sessionId(), now));
            return found.map(DeskSessionStore.Found::member);
        });
    }
}
