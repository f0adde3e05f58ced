package dk.bykassen.privacy;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.tenant.JobKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what somebody asked for who leaves. First everything closes at once; then each source erases its part in a
 * transaction of its own, so that a job cut short goes on where it was, and one that is repeated finds nothing to do.
 */
@Configuration
class ErasureJobs {

    static final String REMIND = "privacy-erasure-reminder";
    static final String ERASE = "privacy-erasure";

    private static final Logger LOG = LoggerFactory.getLogger(ErasureJobs.class);

    /** What has to be settled first, or does not agree, is looked at again the next day. */
    private static final Duration ANOTHER_DAY = Duration.ofDays(1);

    /** The last mail is on its way. */
    private static final Duration SOON = Duration.ofMinutes(2);

    private static final String MESSAGES = "message";

    private final ErasureStore store;
    private final ObjectProvider<PersonalData> sources;
    private final Messages messages;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    ErasureJobs(
            ErasureStore store,
            ObjectProvider<PersonalData> sources,
            Messages messages,
            AuditTrail audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.sources = sources;
        this.messages = messages;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Bean
    JobKind privacyErasureReminder() {
        return new JobKind(REMIND, id -> {
            transactions.executeWithoutResult(status -> remind(UUID.fromString(id)));
            return JobKind.done();
        });
    }

    @Bean
    JobKind privacyErasure() {
        return new JobKind(ERASE, id -> erase(UUID.fromString(id)));
    }

    private void remind(UUID id) {
        store.lock(id)
                .filter(erasure -> store.remind(erasure.id(), clock.instant()))
                .ifPresent(erasure ->
                        tell(erasure, new Notice.DeletionSoon(erasure.dueAt(), Erasures.PAGE), "deletion-soon:" + id));
    }

    private JobKind.Outcome erase(UUID id) {
        Optional<Erasure> closed = transactions.execute(status -> close(id));
        if (closed.isEmpty()) {
            boolean isHeld = Boolean.TRUE.equals(transactions.execute(status -> store.find(id)
                    .map(found -> found.state() == Erasure.State.WAITING)
                    .orElse(false)));
            return isHeld ? JobKind.again(ANOTHER_DAY) : JobKind.done();
        }
        Erasure erasure = closed.get();
        var person = new PersonalData.Subject(erasure.personId(), erasure.personPublicId());
        Set<String> erased = transactions.execute(status -> store.erased(erasure.id()));
        List<PersonalData> open = sources.orderedStream()
                .filter(source -> !erased.contains(source.source()))
                // Others look the person up as long as they have to.
                .sorted(Comparator.comparing(source -> source.source().equals("identity")))
                .toList();
        if (isLetterOnItsWay(open, person)) {
            return JobKind.again(SOON);
        }
        boolean allAgree = true;
        for (PersonalData source : open) {
            allAgree &= transactions.execute(status -> erase(source, person, erasure));
        }
        if (!allAgree) {
            return JobKind.again(ANOTHER_DAY);
        }
        transactions.executeWithoutResult(status -> finish(erasure));
        return JobKind.done();
    }

    /** The erasure to go on with; empty when it was undone, is done, or has to wait. */
    private Optional<Erasure> close(UUID id) {
        Optional<Erasure> found = store.lock(id);
        if (found.isEmpty() || found.get().state() != Erasure.State.WAITING) {
            return found.filter(erasure -> erasure.state() == Erasure.State.CLOSED);
        }
        Erasure erasure = found.get();
        var person = new PersonalData.Subject(erasure.personId(), erasure.personPublicId());
        List<PersonalData> all = sources.orderedStream().toList();
        boolean unsettled =
                all.stream().anyMatch(source -> !source.unsettled(person).isEmpty());
        if (unsettled) {
            if (!erasure.isHeld()) {
                store.hold(erasure.id(), clock.instant());
                note(Deed.by(Actor.system(), "privacy.erasure.held"), erasure);
                tell(erasure, new Notice.DeletionHeld(clock.instant(), Erasures.PAGE), "deletion-held:" + id);
            }
            return Optional.empty();
        }
        store.close(erasure.id(), clock.instant());
        tell(erasure, new Notice.AccountDeleted(clock.instant()), "account-deleted:" + id);
        all.forEach(source -> source.close(person));
        note(Deed.by(Actor.system(), "privacy.erasure.closed"), erasure);
        return Optional.of(erasure);
    }

    /** Until the last mail is out nothing is erased: its address is needed, and others look the person up by it. */
    private boolean isLetterOnItsWay(List<PersonalData> open, PersonalData.Subject person) {
        return open.stream()
                .filter(source -> source.source().equals(MESSAGES))
                .anyMatch(source -> Boolean.FALSE.equals(
                        transactions.execute(status -> source.objections(person).isEmpty())));
    }

    /** Whether the source's part is erased now. */
    private boolean erase(PersonalData source, PersonalData.Subject person, Erasure erasure) {
        List<String> objections = source.objections(person);
        if (objections.isEmpty()) {
            source.erase(person);
        } else {
            LOG.warn("erasure {}: {} keeps its part: {}", erasure.publicId(), source.source(), objections);
            note(
                    Deed.by(Actor.system(), "privacy.erasure.refused")
                            .with("source", source.source())
                            .with("objections", objections),
                    erasure);
        }
        store.note(erasure.id(), source.source(), objections, clock.instant());
        return objections.isEmpty();
    }

    private void finish(Erasure erasure) {
        if (store.finish(erasure.id(), clock.instant())) {
            note(Deed.by(Actor.system(), "privacy.erasure.done"), erasure);
        }
    }

    private void note(Deed deed, Erasure erasure) {
        audit.write(deed.on(erasure.publicId()).to(erasure.personPublicId()));
    }

    private void tell(Erasure erasure, Notice notice, String key) {
        messages.send(notice, new Recipient.EmailOf(erasure.personId()), erasure.language(), key);
    }
}
