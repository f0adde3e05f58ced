package dk.bykassen.identity;

import dk.bykassen.kernel.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Browsers that are signed in; a session counts at its tenant's host alone. All times are real time: moving the demo's clock
 * signs nobody out.
 */
@Service
public class Sessions {

    static final String COOKIE = "__Host-session";
    static final Lifetime LIFETIME = new Lifetime(Duration.ofMinutes(30), Duration.ofHours(8));

    /** How long the question for the person number waits (MitID brokers: 15 minutes after sign-in). */
    static final Duration WAITING = Duration.ofMinutes(15);
    /** How long somebody asked to sign in once more may take. */
    private static final Duration PROVING = Duration.ofMinutes(15);
    /** More browsers than anybody has; the one longest signed in ends. */
    private static final int MOST = 20;

    /** The request attribute that holds when the eID's owner proved to it who they are, where it says so. */
    static final String PROVED = Sessions.class.getName() + ".proved";

    private static final SessionCookie<Session> BROWSER = new SessionCookie<>(COOKIE, Session.class);

    private final SessionStore store;
    private final OfferStore offers;
    private final TransactionTemplate transactions;
    private final ObjectProvider<Gate> gates;
    private final ObjectProvider<Watches> watches;
    private final WatchStore watchStore;

    Sessions(
            SessionStore store,
            OfferStore offers,
            TransactionTemplate transactions,
            ObjectProvider<Gate> gates,
            ObjectProvider<Watches> watches,
            WatchStore watchStore) {
        this.store = store;
        this.offers = offers;
        this.transactions = transactions;
        this.gates = gates;
        this.watches = watches;
        this.watchStore = watchStore;
    }

    /**
     * Every sign-in ends here: {@code person} is signed in with a new session, and whatever session the browser had before
     * is over. Where the browser's person was asked to prove once more who they are and somebody else did, nothing changes.
     *
     * @param way a provider's id or a {@link SignInOption#way}
     * @param idToken what the eID wants back at sign-out, null where it wants nothing
     * @param to where the person wanted to go; a path of another host is not followed
     * @return the path to send the browser to, with 303
     */
    public String arrive(
            HttpServletRequest request,
            HttpServletResponse response,
            long person,
            String way,
            @Nullable String idToken,
            @Nullable String to) {
        if (proving(request).filter(asked -> asked.personId() != person).isPresent()) {
            return ReturnPath.append("/sign-in?fresh&why=" + Refusal.SOMEBODY_ELSE.code(), to);
        }
        Optional<Session.Waiting> shown =
                newcomer(request).filter(waiting -> !waiting.way().equals(way));
        open(request, response, person, way, idToken);
        SignedIn arrived = signedIn(request).orElseThrow();
        // They said that they have been here before, and proved it: the eID they came with may be theirs as well.
        shown.ifPresent(waiting -> keepOffer(arrived, new Offer(waiting.way(), waiting.identity())));
        String next = shown.isEmpty() ? ReturnPath.orHome(to) : ReturnPath.append(WaysController.CONFIRM, to);
        return gates.orderedStream()
                .flatMap(gate -> gate.stop(arrived, request).stream())
                .findFirst()
                .map(stop -> ReturnPath.append(stop, next))
                .orElse(next);
    }

    /**
     * Signs {@code person} out everywhere, as after a changed password.
     *
     * @param spared a session that goes on, or null
     * @return how many sessions ended
     */
    public int endAll(long person, @Nullable Long spared) {
        return transactions.execute(status -> store.endAll(person, spared, Instant.now()));
    }

    /** Signs {@code person} out everywhere else. */
    public int endOthers(SignedIn person) {
        return endAll(person.personId(), person.sessionId());
    }

    /** Where {@code person} is signed in, this browser first. */
    List<DeviceView> devices(SignedIn person) {
        return transactions.execute(status -> store.devices(person.personId(), person.sessionId(), Instant.now()));
    }

    /** Signs {@code person} out in another browser; false when that is none of theirs. */
    boolean endThere(SignedIn person, UUID session) {
        return transactions.execute(status -> store.endThat(person.personId(), session, Instant.now()));
    }

    /** Somebody whose eID nobody has, asked whether they have been here before. */
    Optional<Session.Waiting> newcomer(HttpServletRequest request) {
        return waiting(request, Session.Question.BEFORE);
    }

    Optional<Session.Waiting> waiting(HttpServletRequest request, Session.Question question) {
        return of(request)
                .map(session ->
                        session instanceof Session.Waiting waiting && waiting.question() == question ? waiting : null);
    }

    void keepOffer(SignedIn person, Offer offer) {
        transactions.executeWithoutResult(status -> offers.keep(person.sessionId(), offer, Instant.now()));
    }

    /** The eID that was shown in this session to be bound to its person, a moment ago. */
    Optional<Offer> offer(SignedIn person) {
        return transactions.execute(
                status -> offers.find(person.sessionId(), Instant.now().minus(Freshness.LASTS)));
    }

    void forgetOffer(SignedIn person) {
        transactions.executeWithoutResult(status -> offers.keep(person.sessionId(), null, Instant.now()));
    }

    /** The one who is signed in here and was asked to prove it once more. */
    Optional<SignedIn> proving(HttpServletRequest request) {
        return of(request)
                .map(session -> session instanceof Session.Open(SignedIn person, boolean isProving) && isProving
                        ? person
                        : null);
    }

    /** From now on nobody else signs in over this session; the one it belongs to does, or signs out. */
    void prove(HttpServletRequest request, SignedIn person) {
        if (proving(request).isEmpty()) {
            Instant until = Instant.now().plus(PROVING);
            transactions.executeWithoutResult(status -> store.prove(person.sessionId(), until));
            BROWSER.lookAgain(request);
        }
    }

    /** The session behind the request's cookie; asks the database once a request. */
    Optional<Session> of(HttpServletRequest request) {
        return BROWSER.session(request, token -> look(token, request));
    }

    /** The one who is signed in, or whose pages a member of staff sees. */
    public Optional<SignedIn> signedIn(HttpServletRequest request) {
        return of(request).map(session -> session instanceof Session.Open open ? open.person() : null);
    }

    /** For the rest of the request nobody is signed in. */
    void forget(HttpServletRequest request) {
        BROWSER.know(request, Optional.empty());
    }

    /** Whether a session, by its inside id, has not ended. */
    public boolean isInForce(long session) {
        return transactions.execute(status -> watchStore.isInForce(session, Instant.now()));
    }

    /** Notes the leave to see the person's pages that {@code session} gave last; null once its end was told. */
    public void shows(long session, @Nullable Long watch) {
        transactions.executeWithoutResult(status -> watchStore.shows(session, watch));
    }

    /**
     * Opens {@code person}'s pages in a member of staff's browser, to look at alone. The browser's own session as a citizen, if
     * it has one, is over.
     *
     * @param watch the person's leave; asked about at every page from now on
     * @param until the end, whatever happens
     */
    public void openWatch(
            HttpServletRequest request, HttpServletResponse response, long person, long watch, Instant until) {
        BearerToken token = BearerToken.next();
        transactions.executeWithoutResult(status -> {
            token(request).ifPresent(old -> store.end(old, Instant.now()));
            watchStore.open(token, person, watch, Instant.now(), until);
        });
        BROWSER.give(request, response, token);
    }

    /** Ends the session of the request's browser. */
    public void close(HttpServletRequest request, HttpServletResponse response) {
        end(request, response);
    }

    /** The cookie's value, where it has the shape of one of ours. */
    static Optional<BearerToken> token(HttpServletRequest request) {
        return BROWSER.token(request);
    }

    /** A member of staff's look at somebody's pages holds as long as both sides want it to. */
    private Optional<Session> look(BearerToken token, HttpServletRequest request) {
        Session found = find(token).orElse(null);
        if (found instanceof Session.View view) {
            return Optional.of(watches.getObject()
                    .find(view.watch(), request)
                    .<Session>map(watch -> new Session.Open(view.person().watchedBy(watch), false))
                    .orElseGet(() -> new Session.Over(view.id())));
        }
        return Optional.ofNullable(found)
                .or(() -> transactions.execute(status -> watchStore.over(token)).map(Session.Over::new));
    }

    Optional<Session> find(BearerToken token) {
        return transactions.execute(status -> {
            Instant now = Instant.now();
            Optional<SessionStore.Found> found = store.find(token, now);
            found.filter(session -> LIFETIME.isToBeNoted(session.lastSeenAt(), now))
                    .ifPresent(session -> store.touch(session.session().id(), now));
            return found.map(SessionStore.Found::session);
        });
    }

    /** Signs {@code person} in with a new session; whatever session the browser had before is over. */
    void open(
            HttpServletRequest request,
            HttpServletResponse response,
            long person,
            String way,
            @Nullable String idToken) {
        replace(request, response, (token, before) -> {
            Instant now = Instant.now();
            Instant proved = before.filter(ended -> ended.way().equals(way))
                    .map(SessionStore.Ended::waitsSince)
                    .orElseGet(() -> proved(request, now));
            store.open(token, person, way, idToken, Device.of(request.getHeader("User-Agent")), proved, now);
            store.endOldest(person, MOST, Instant.now());
        });
    }

    /** Remembers what the eID said until the question is answered. */
    void await(
            HttpServletRequest request,
            HttpServletResponse response,
            EidIdentity identity,
            Session.Question question,
            String way,
            @Nullable String idToken,
            @Nullable String accessToken) {
        Instant now = Instant.now();
        replace(
                request,
                response,
                (token, before) ->
                        store.await(token, identity, question, way, idToken, accessToken, proved(request, now), now));
    }

    /** Ends the request's session, if it has one in force. */
    Optional<SessionStore.Ended> end(HttpServletRequest request, HttpServletResponse response) {
        Optional<SessionStore.Ended> ended =
                token(request).flatMap(token -> transactions.execute(status -> store.end(token, Instant.now())));
        BROWSER.take(request, response);
        return ended;
    }

    private void replace(
            HttpServletRequest request,
            HttpServletResponse response,
            BiConsumer<BearerToken, Optional<SessionStore.Ended>> insertion) {
        BearerToken token = BearerToken.next();
        transactions.executeWithoutResult(status -> {
            insertion.accept(token, token(request).flatMap(old -> store.end(old, Instant.now())));
            store.forgetWaiting(Instant.now());
            store.forgetOld(LIFETIME.keptSince(Instant.now()));
        });
        BROWSER.give(request, response, token);
        BROWSER.know(request, find(token));
    }

    private static Instant proved(HttpServletRequest request, Instant now) {
        return request.getAttribute(PROVED) instanceof Instant proved && proved.isBefore(now) ? proved : now;
    }
}
