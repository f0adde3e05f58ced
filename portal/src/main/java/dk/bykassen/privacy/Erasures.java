package dk.bykassen.privacy;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.tenant.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People who leave, as they handle it themselves: what it means, ask for it, undo it. */
@Service
@Transactional
public class Erasures {

    /** How long it can be undone. */
    static final Duration UNDO = Duration.ofDays(14);

    /** The reminder comes this long before. */
    static final Duration BEFORE = Duration.ofDays(2);

    static final String PAGE = "/profile/delete";

    private final ErasureStore store;
    private final ObjectProvider<PersonalData> sources;
    private final Messages messages;
    private final AuditTrail audit;
    private final Jobs jobs;
    private final InstantSource clock;

    Erasures(
            ErasureStore store,
            ObjectProvider<PersonalData> sources,
            Messages messages,
            AuditTrail audit,
            Jobs jobs,
            InstantSource clock) {
        this.store = store;
        this.sources = sources;
        this.messages = messages;
        this.audit = audit;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * What leaving means for one person.
     *
     * @param stops what ends
     * @param unsettled what has to be settled first; none when it can be asked for
     * @param kept what laws keep
     */
    public record Consequences(
            List<PersonalData.Point> stops, List<PersonalData.Point> unsettled, List<PersonalData.Point> kept) {}

    @Transactional(readOnly = true)
    Consequences consequences(SignedIn person) {
        var subject = new PersonalData.Subject(person.personId(), person.publicId());
        return new Consequences(
                gather(source -> source.stops(subject)),
                gather(source -> source.unsettled(subject)),
                gather(source -> source.kept(subject)));
    }

    @Transactional(readOnly = true)
    Optional<Erasure> waiting(long person) {
        return store.waiting(person);
    }

    /** False while something has to be settled first. Asking twice is asking once. */
    boolean ask(SignedIn person, Locale language) {
        if (!consequences(person).unsettled().isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        Instant due = now.plus(UNDO);
        store.add(person.personId(), language, now, due).ifPresent(erasure -> {
            jobs.enqueue(ErasureJobs.REMIND, erasure, due.minus(BEFORE));
            jobs.enqueue(ErasureJobs.ERASE, erasure, due);
            note(person, "privacy.erasure.asked", erasure);
            tell(person.personId(), new Notice.DeletionAsked(due, PAGE), language, "deletion-asked:" + erasure);
        });
        return true;
    }

    /** Undoing twice is undoing once; false when there was nothing to undo. */
    boolean undo(SignedIn person) {
        Optional<Erasure> waiting = store.waiting(person.personId());
        waiting.filter(erasure -> store.undo(erasure.id(), clock.instant())).ifPresent(erasure -> {
            note(person, "privacy.erasure.undone", erasure.publicId());
            tell(
                    person.personId(),
                    new Notice.DeletionUndone(clock.instant()),
                    erasure.language(),
                    "deletion-undone:" + erasure.publicId());
        });
        return waiting.isPresent();
    }

    private void tell(long person, Notice notice, Locale language, String key) {
        messages.send(notice, new Recipient.EmailOf(person), language, key);
    }

    private void note(SignedIn person, String action, UUID erasure) {
        audit.write(
                Deed.by(Actor.citizen(person.publicId()), action).on(erasure).to(person.publicId()));
    }

    private List<PersonalData.Point> gather(Function<PersonalData, List<PersonalData.Point>> question) {
        return sources.orderedStream()
                .flatMap(source -> question.apply(source).stream())
                .toList();
    }
}
