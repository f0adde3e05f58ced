package dk.bykassen.profile;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.profile.Consent.Purpose;
import dk.bykassen.profile.Consent.Source;
import dk.bykassen.tenant.Terms;
import dk.bykassen.tenant.TermsLibrary;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people agreed to. Nothing is ever changed: an answer stands until the next one to the same question. */
@Service
@Transactional
public class Consents {

    /** The kind of {@link Terms} a privacy statement is. */
    public static final String STATEMENT = "privacy";

    /** Nobody changes their mind more often; older answers are in the export. */
    private static final int SHOWN = 100;

    private final ConsentStore store;
    private final TermsLibrary library;
    private final AuditTrail audit;
    private final InstantSource clock;

    Consents(ConsentStore store, TermsLibrary library, AuditTrail audit, InstantSource clock) {
        this.store = store;
        this.library = library;
        this.audit = audit;
        this.clock = clock;
    }

    /** The answers that count, by question; unanswered ones are left out. */
    @Transactional(readOnly = true)
    public Map<Purpose, Consent> of(long person) {
        return store.current(person);
    }

    /** Every answer, newest first. */
    @Transactional(readOnly = true)
    public List<Consent> history(long person) {
        return store.history(person, SHOWN);
    }

    /** The version of the privacy statement {@code person} agreed to last; 0 for none. */
    @Transactional(readOnly = true)
    public int acceptedStatement(long person) {
        Consent accepted = store.current(person).get(Purpose.PRIVACY);
        return accepted == null ? 0 : accepted.version();
    }

    /** {@code person} agrees to {@code statement} in this session. */
    void accept(SignedIn person, Terms statement) {
        store.add(
                person.personId(),
                Purpose.PRIVACY,
                true,
                statement.version(),
                statement.id(),
                clock.instant(),
                person.sessionId(),
                Source.PORTAL);
        trace(person.publicId(), "profile.statement.accepted", statement.version());
    }

    /** {@code person} answers a question in this session; the same answer again is none. */
    void answer(SignedIn person, Purpose purpose, boolean given) {
        Consent before = store.current(person.personId()).get(purpose);
        if (before != null && before.given() == given && before.version() == Purpose.WORDS) {
            return;
        }
        store.add(
                person.personId(),
                purpose,
                given,
                Purpose.WORDS,
                statement().map(Terms::id).orElse(null),
                clock.instant(),
                person.sessionId(),
                Source.PORTAL);
        audit.write(Deed.by(Actor.citizen(person.publicId()), "profile.consent.answered")
                .to(person.publicId())
                .changing("consent-" + purpose.code(), word(before == null ? null : before.given()), word(given)));
    }

    /**
     * Takes over an answer that was given elsewhere, such as at another portal or to customer service. The privacy
     * statement can only be taken over as accepted, in the version in force.
     *
     * @throws IllegalStateException for the privacy statement where the tenant has none
     */
    public void takeOver(Actor by, long person, UUID publicId, Purpose purpose, boolean given, Source source) {
        Optional<Terms> statement = statement();
        if (purpose == Purpose.PRIVACY && statement.isEmpty()) {
            throw new IllegalStateException("there is no privacy statement to accept");
        }
        int version = purpose == Purpose.PRIVACY ? statement.orElseThrow().version() : Purpose.WORDS;
        Consent before = store.current(person).get(purpose);
        if (before != null && before.given() == given && before.version() == version) {
            return;
        }
        store.add(
                person, purpose, given, version, statement.map(Terms::id).orElse(null), clock.instant(), null, source);
        audit.write(Deed.by(by, "profile.consent.taken-over")
                .to(publicId)
                .changing("consent-" + purpose.code(), word(before == null ? null : before.given()), word(given)));
    }

    private Optional<Terms> statement() {
        return library.inForce(STATEMENT, dk.bykassen.tenant.Tenants.current().language());
    }

    private void trace(UUID person, String action, int version) {
        audit.write(Deed.by(Actor.citizen(person), action).to(person).with("version", version));
    }

    private static @Nullable String word(@Nullable Boolean given) {
        return given == null ? null : given ? "yes" : "no";
    }
}
