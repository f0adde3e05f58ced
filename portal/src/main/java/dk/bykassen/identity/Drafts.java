package dk.bykassen.identity;

import dk.bykassen.kernel.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps a form that was sent too late, until its person has signed in again. Whose it is, the browser's session says that
 * ran out a while ago; the form must carry that session's token, so that nobody plants a form in somebody's name.
 */
@Service
class Drafts {

    /** Names the draft a form comes from, so that it is forgotten once it is sent. */
    static final String FIELD = "_draft";

    private static final Duration LIFE = Duration.ofHours(1);
    /** A session that ran out longer ago than this is nobody's to come back to. */
    private static final Duration LATE = Duration.ofHours(24);

    private static final int MOST = 5;

    private final DraftStore store;
    private final SessionStore sessions;
    private final CsrfTokens tokens;
    private final TransactionTemplate transactions;

    Drafts(DraftStore store, SessionStore sessions, CsrfTokens tokens, TransactionTemplate transactions) {
        this.store = store;
        this.sessions = sessions;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    /** Keeps the form of a stranger whose session ran out; where it is offered again, empty when it is not kept. */
    Optional<String> keepLate(HttpServletRequest request) {
        String given = request.getParameter(ForgeryGuard.FIELD);
        Optional<BearerToken> token = Sessions.token(request).filter(old -> given != null && tokens.fits(given, old));
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Instant now = Instant.now();
        Optional<Long> person = transactions.execute(status -> sessions.ranOut(token.get(), now.minus(LATE), now));
        return person.flatMap(known -> keep(request, known));
    }

    /** Keeps the form of somebody who has to sign in once more first; where it is offered again. */
    Optional<String> keep(HttpServletRequest request, long person) {
        return Draft.of(request).map(draft -> {
            Instant now = Instant.now();
            return transactions.execute(status -> {
                store.clear(person, MOST - 1, now);
                return "/drafts/" + store.add(person, draft, now, now.plus(LIFE));
            });
        });
    }

    Optional<Draft> find(SignedIn person, UUID id) {
        return transactions.execute(status -> store.find(person.personId(), id, Instant.now()));
    }

    void forget(SignedIn person, UUID id) {
        transactions.executeWithoutResult(status -> store.remove(person.personId(), id));
    }

    /** A kept form was sent again: what becomes of it now is its page's business. */
    void sent(SignedIn person, @Nullable String id) {
        if (id != null && id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            forget(person, UUID.fromString(id));
        }
    }
}
