package dk.bykassen.staff;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Jobs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files of customers from older systems: sent, read, shown, and only then made known. */
@Service
@Transactional
public class Imports {

    static final int PAGE = 50;
    private static final String READING = "import-reading";
    private static final String RUN = "import-run";
    private static final String FORGETTING = "import-forgetting";
    /** A file nobody said yes to, and lines that were at fault, are forgotten after this. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final ImportStore store;
    private final People people;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final InstantSource clock;

    Imports(ImportStore store, People people, Jobs jobs, AuditTrail audit, InstantSource clock) {
        this.store = store;
        this.people = people;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID upload(StaffMember member, String fileName, CustomerFile file, int lines) {
        UUID id = store.add(member.id(), fileName, file, lines, clock.instant());
        audit.write(Deed.by(member.actor(), "staff.import.uploaded").on(id).with("lines", lines));
        jobs.enqueue(READING, id);
        jobs.enqueue(FORGETTING, id, clock.instant().plus(KEPT));
        return id;
    }

    @Transactional(readOnly = true)
    public List<CustomerImport> newest() {
        return store.newest(PAGE);
    }

    @Transactional(readOnly = true)
    public Optional<CustomerImport> find(UUID id) {
        return store.find(id);
    }

    /** Says yes to what was shown; a second click changes nothing. */
    public Optional<CustomerImport> confirm(StaffMember member, UUID id) {
        Optional<CustomerImport> found = store.lock(id);
        found.filter(ready -> ready.state() == CustomerImport.State.READY
                        && ready.tally().fresh() > 0)
                .ifPresent(ready -> {
                    store.isConfirmed(ready.id(), clock.instant());
                    audit.write(Deed.by(member.actor(), "staff.import.confirmed")
                            .on(id)
                            .with("customers", ready.tally().fresh()));
                    jobs.enqueue(RUN, id);
                });
        return found;
    }

    /** Forgets a file nobody was made known from; false when that is too late. */
    public boolean discard(StaffMember member, UUID id) {
        boolean removed = store.remove(id);
        if (removed) {
            audit.write(Deed.by(member.actor(), "staff.import.discarded").on(id));
        }
        return removed;
    }

    /** A page of lines, each with the person it became or was found to be. */
    @Transactional(readOnly = true)
    public Lines lines(CustomerImport of, String state, int page) {
        List<ImportRow> found = store.rows(of.id(), state, (page - 1) * PAGE, PAGE);
        List<ImportRow> shown = found.size() > PAGE ? found.subList(0, PAGE) : found;
        Map<Long, Person> persons = people.byIds(
                shown.stream().map(ImportRow::person).filter(Objects::nonNull).toList());
        return new Lines(shown, persons, found.size() > PAGE);
    }

    /** @param persons by their id inside the database */
    public record Lines(List<ImportRow> rows, Map<Long, Person> persons, boolean hasMore) {}

    void forget(UUID id) {
        if (!store.remove(id)) {
            store.find(id).ifPresent(old -> store.forgetFaulty(old.id()));
        }
    }

    /** The module's background work. */
    @Configuration
    static class Work {

        @Bean
        static JobKind importReadingJob(ObjectProvider<ImportReading> reading) {
            return new JobKind(READING, id -> {
                reading.getObject().run(UUID.fromString(id));
                return JobKind.done();
            });
        }

        @Bean
        static JobKind importRunJob(ObjectProvider<ImportRun> run) {
            return new JobKind(RUN, id -> {
                run.getObject().run(UUID.fromString(id));
                return JobKind.done();
            });
        }

        @Bean
        static JobKind importForgettingJob(ObjectProvider<Imports> imports) {
            return new JobKind(FORGETTING, id -> {
                imports.getObject().forget(UUID.fromString(id));
                return JobKind.done();
            });
        }
    }
}
