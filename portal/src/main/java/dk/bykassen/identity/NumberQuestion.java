package dk.bykassen.identity;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.kernel.PersonNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The question for the person number at the first sign-in: three tries, then the sign-in is over. Signing in anew does not
 * buy tries without end: an eID identity has nine a day. All counted in real time.
 */
@Service
class NumberQuestion {

    static final int TRIES = 3;
    static final int GUESSES = 9;
    private static final Duration SPAN = Duration.ofDays(1);

    private final SessionStore sessions;
    private final WayStore ways;
    private final SignIns signIns;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    NumberQuestion(
            SessionStore sessions, WayStore ways, SignIns signIns, AuditTrail audit, TransactionTemplate transactions) {
        this.sessions = sessions;
        this.ways = ways;
        this.signIns = signIns;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** What an answer leads to. */
    sealed interface Verdict {}

    record Right(Person person) implements Verdict {}

    record Wrong(int triesLeft) implements Verdict {}

    /** No tries are left, in this sign-in or today. */
    record Over() implements Verdict {}

    /** Whether this identity used up its day's guesses. */
    boolean isOver(EidIdentity identity) {
        return transactions.execute(status -> ways.guesses(identity, SPAN, Instant.now()) >= GUESSES);
    }

    Verdict answer(Session.Waiting session, PersonNumber number, Locale language) {
        // Counted and committed before it is judged: answers sent side by side cannot share a try.
        int used = transactions.execute(status -> take(session));
        if (used > TRIES) {
            return new Over();
        }
        Optional<Person> person = signIns.link(session.identity(), number, language);
        if (person.isPresent()) {
            transactions.executeWithoutResult(status -> ways.forgetGuesses(session.identity()));
            return new Right(person.get());
        }
        transactions.executeWithoutResult(status -> audit.record(
                AuditTrail.ActorKind.citizen, null, "identity.number.refused", "session-" + session.id(), Map.of()));
        return used == TRIES ? new Over() : new Wrong(TRIES - used);
    }

    /** Which try of this session it is; more than there are when the session or the day has none left. */
    private int take(Session.Waiting session) {
        int used = sessions.takeTry(session.id(), TRIES).orElse(TRIES + 1);
        return used <= TRIES && ways.countGuess(session.identity(), SPAN, Instant.now()) > GUESSES ? TRIES + 1 : used;
    }
}
