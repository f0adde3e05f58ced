package dk.bykassen.staff;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.password.Passwords;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the new customers of a file known, a few at a time: what was done stays done when the portal stops half way, and
 * begun again it goes on with the lines that still wait.
 */
@Component
class ImportRun {

    /** Customers made known together. */
    private static final int CHUNK = 100;

    private final ImportStore store;
    private final Acquaintances acquaintances;
    private final People people;
    private final Passwords passwords;
    private final MemberStore members;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    ImportRun(
            ImportStore store,
            Acquaintances acquaintances,
            People people,
            Passwords passwords,
            MemberStore members,
            AuditTrail audit,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.acquaintances = acquaintances;
        this.people = people;
        this.passwords = passwords;
        this.members = members;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    void run(UUID publicId) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(status -> step(publicId)));
        }
    }

    /** Does one chunk in the caller's transaction; false when nothing is left to do. */
    boolean step(UUID publicId) {
        CustomerImport running = store.lock(publicId)
                .filter(found -> found.state() == CustomerImport.State.IMPORTING)
                .orElse(null);
        if (running == null) {
            return false;
        }
        // Two files with the same customers wait for each other, and the later one finds them known.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('staff.import ' || :tenant, 0))")
                .param("tenant", Tenants.current().id())
                .query((row, number) -> true)
                .single();
        Actor actor = members.actor(running.member());
        List<ImportStore.Waiting> waiting = store.waiting(running.id(), CHUNK);
        if (waiting.isEmpty()) {
            store.isDone(running.id(), clock.instant());
            audit.write(Deed.by(actor, "staff.import.finished")
                    .on(publicId)
                    .with("imported", running.tally().imported())
                    .with("known", running.tally().known())
                    .with("faulty", running.tally().faulty()));
            return false;
        }
        Tenant tenant = Tenants.current();
        Acquaintances.Known known = acquaintances.among(
                waiting.stream().map(ImportStore.Waiting::customer).toList(), tenant.country());
        for (ImportStore.Waiting row : waiting) {
            // Who came to be known since the file was read is left as they are.
            Optional<Long> already = known.person(row.customer());
            if (already.isPresent()) {
                store.settle(row.id(), "known", already.get());
            } else {
                store.settle(row.id(), "imported", welcome(row.customer(), tenant, actor));
            }
        }
        return true;
    }

    private long welcome(Customer customer, Tenant tenant, Actor actor) {
        Person person = people.create(customer.person(tenant.country(), tenant.language()));
        passwords.expect(person.id(), customer.email(), customer.mobile());
        audit.write(Deed.by(actor, "staff.person.imported").to(person.publicId()));
        return person.id();
    }
}
