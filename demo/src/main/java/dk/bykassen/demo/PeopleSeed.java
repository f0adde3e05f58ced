package dk.bykassen.demo;

import dk.bykassen.identity.Channel;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.password.PasswordRules;
import dk.bykassen.password.Passwords;
import dk.bykassen.password.Rules;
import dk.bykassen.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The people the towns know at the first start, how they sign in, and what the towns ask of passwords. */
@Component
class PeopleSeed {

    private final People people;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final DemoOptions options;

    PeopleSeed(
            People people,
            Passwords passwords,
            PasswordRules rules,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            DemoOptions options) {
        this.people = people;
        this.passwords = passwords;
        this.rules = rules;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.options = options;
    }

    /** For the town that is bound; what an administrator decided since stays. */
    void rules(Town town) {
        if (!rules.current().offered()) {
            switch (town.slug()) {
                case "bypark" -> rules.set(new Rules(true, 8, true, true, "@#_%*"));
                case "nidby" -> rules.set(new Rules(true, 10, true, true, ""));
                default -> {
                    // In the municipalities people sign in with their eID alone.
                }
            }
        }
    }

    /** Makes sure the town that is bound knows {@code person}. Returns the person's id. */
    long know(Somebody person) {
        long id = find(person).orElseGet(() -> transactions.execute(status -> create(person)));
        if (person.password() != null && !passwords.has(id)) {
            transactions.executeWithoutResult(status -> prove(people.find(id).orElseThrow()));
            passwords.set(id, person.password());
        }
        return id;
    }

    /**
     * Binds Maja's MitID, whose broker tells no number to find her by. Her subject is made up by the simulated broker, which
     * always makes up the same; the issuer moves with its port.
     */
    void bindMajasEid() {
        String subject = UUID.nameUUIDFromBytes(
                        "mitid-nocpr|bykassen-bypark|maja-friis".getBytes(StandardCharsets.UTF_8))
                .toString();
        long maja = know(Somebody.MAJA);
        transactions.executeWithoutResult(status -> jdbc.sql("""
                        insert into identity.way (tenant_id, issuer, subject, person_id, linked_at)
                        values (:tenant, :issuer, :subject, :person, :now)
                        on conflict do nothing
                        """)
                .param("tenant", Tenants.current().id())
                .param("issuer", options.simulator() + "/eid/mitid-nocpr")
                .param("subject", subject)
                .param("person", maja)
                .param("now", Timestamp.from(Instant.now()))
                .update());
    }

    private long create(Somebody somebody) {
        Person person = people.create(somebody.asNewPerson());
        prove(person);
        return person.id();
    }

    /** Nobody has to type codes before looking around. */
    private void prove(Person person) {
        for (Channel channel : Channel.values()) {
            String contact = person.contact(channel);
            if (contact != null && !person.isConfirmed(channel)) {
                people.proveContact(person.id(), channel, contact);
            }
        }
    }

    private Optional<Long> find(Somebody person) {
        return person.number() == null
                ? byEmail(person)
                : people.byNumber(person.personNumber()).map(Person::id);
    }

    /** Whether or not she has changed her name or password since: her address is what she is known by. */
    private Optional<Long> byEmail(Somebody person) {
        return transactions.execute(
                status -> jdbc.sql("select id from identity.person where tenant_id = :tenant and email = :email")
                        .param("tenant", Tenants.current().id())
                        .param("email", person.email())
                        .query(Long.class)
                        .optional());
    }
}
