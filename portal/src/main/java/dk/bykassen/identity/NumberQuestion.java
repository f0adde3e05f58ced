package dk.bykassen.identity;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.kernel.PersonNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    private final WayStore ways;
    private final SignIns signIns;
    private final NumberMatch match;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    NumberQuestion(
            WayStore ways, SignIns signIns, NumberMatch match, AuditTrail audit, TransactionTemplate transactions) {
        this.ways = ways;
        this.signIns = signIns;
        this.match = match;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** What an answer leads to. */
    sealed interface Verdict {}

    record Right(Person person) implements Verdict {}

    record Wrong(int triesLeft) implements Verdict {}

    /** The broker does not answer: nothing was judged and no try is used. */
    record Unanswered() implements Verdict {}

    /** The sign-in is too long ago for the broker to answer. */
    record TooLate() implements Verdict {}

    /** No tries are left, in this sign-in or today. */
    record Over() implements Verdict {}

    /** Whether this identity used up its day's guesses. */
    boolean isOver(EidIdentity identity) {
        return transactions.execute(status -> ways.guesses(identity, SPAN, Instant.now()) >= GUESSES);
    }

    /** @param matchUrl where the broker says whether the number is theirs; null where it does not tell */
    Verdict answer(Session.Waiting session, @Nullable String matchUrl, PersonNumber number, Locale language) {
        // Counted and committed before it is judged: answers sent side by side cannot share a try.
        int used = transactions.execute(status -> take(session));
        if (used > TRIES) {
            return new Over();
        }
        NumberMatch.Finding finding = ask(session, matchUrl, number);
        if (finding == NumberMatch.Finding.SILENT || finding == NumberMatch.Finding.TOO_LATE) {
            transactions.executeWithoutResult(status -> {
                ways.returnTry(session.id());
                ways.returnGuess(session.identity());
            });
            return finding == NumberMatch.Finding.SILENT ? new Unanswered() : new TooLate();
        }
        Optional<Person> person =
                finding == NumberMatch.Finding.FITS ? link(session, matchUrl, number, language) : Optional.empty();
        if (person.isPresent()) {
            transactions.executeWithoutResult(status -> ways.forgetGuesses(session.identity()));
            return new Right(person.get());
        }
        transactions.executeWithoutResult(status -> audit.record(
                AuditTrail.ActorKind.citizen, null, "identity.number.refused", "session-" + session.id(), Map.of()));
        return used == TRIES || finding == NumberMatch.Finding.TOO_OFTEN ? new Over() : new Wrong(TRIES - used);
    }

    /** A number born on another day is wrong without asking. Where nobody can be asked, the rest decides. */
    private NumberMatch.Finding ask(Session.Waiting session, @Nullable String matchUrl, PersonNumber number) {
        LocalDate born = session.identity().birthDate();
        if (matchUrl == null) {
            return NumberMatch.Finding.FITS;
        }
        if (born != null && !born.equals(number.birthDate())) {
            return NumberMatch.Finding.FITS_NOT;
        }
        return session.accessToken() == null
                ? NumberMatch.Finding.TOO_LATE
                : match.ask(matchUrl, session.accessToken(), number);
    }

    private Optional<Person> link(
            Session.Waiting session, @Nullable String matchUrl, PersonNumber number, Locale language) {
        return matchUrl == null
                ? signIns.link(session.identity(), number, language)
                : Optional.of(signIns.linkMatched(session.identity(), number, language));
    }

    /** Which try of this session it is; more than there are when the session or the day has none left. */
    private int take(Session.Waiting session) {
        int used = ways.takeTry(session.id(), TRIES).orElse(TRIES + 1);
        return used <= TRIES && ways.countGuess(session.identity(), SPAN, Instant.now()) > GUESSES ? TRIES + 1 : used;
    }
}
