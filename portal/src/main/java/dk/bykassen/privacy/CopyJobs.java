package dk.bykassen.privacy;

import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.tenant.JobKind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes copies and forgets them again. A copy whose making was cut short is made anew: nothing of it was kept. */
@Configuration
class CopyJobs {

    static final String MAKE = "privacy-copy";
    static final String FORGET = "privacy-copy-forget";

    private static final Logger LOG = LoggerFactory.getLogger(CopyJobs.class);

    private final CopyStore store;
    private final Copies copies;
    private final ArchiveWriter writer;
    private final People people;
    private final Messages messages;
    private final TransactionTemplate transactions;
    /** Beside the one that reads: how far it has come is seen at once. */
    private final TransactionTemplate aside;

    private final InstantSource clock;

    CopyJobs(
            CopyStore store,
            Copies copies,
            ArchiveWriter writer,
            People people,
            Messages messages,
            TransactionTemplate transactions,
            PlatformTransactionManager manager,
            InstantSource clock) {
        this.store = store;
        this.copies = copies;
        this.writer = writer;
        this.people = people;
        this.messages = messages;
        this.transactions = transactions;
        this.aside = new TransactionTemplate(manager);
        aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    @Bean
    JobKind privacyCopy() {
        return new JobKind(MAKE, id -> make(UUID.fromString(id)));
    }

    @Bean
    JobKind privacyCopyForget() {
        return new JobKind(FORGET, id -> {
            transactions.executeWithoutResult(status -> store.expire(UUID.fromString(id)));
            return JobKind.done();
        });
    }

    private JobKind.Outcome make(UUID id) {
        Optional<Copy> wanted =
                transactions.execute(status -> store.find(id).filter(copy -> store.begin(copy.id(), writer.sources())));
        if (wanted.isEmpty()) {
            return JobKind.done();
        }
        Copy copy = wanted.get();
        try {
            Person person = people.find(copy.personId()).orElseThrow();
            byte[] archive = writer.write(
                    copy,
                    person,
                    clock.instant(),
                    done -> aside.executeWithoutResult(status -> store.progress(copy.id(), done)));
            transactions.executeWithoutResult(status -> finish(copy, person, archive));
        } catch (RuntimeException failure) {
            LOG.error("copy {} could not be made: {}", id, failure.getClass().getName());
            transactions.executeWithoutResult(status -> store.fail(copy.id()));
        }
        return JobKind.done();
    }

    private void finish(Copy copy, Person person, byte[] archive) {
        if (copies.finish(copy, archive)) {
            messages.send(
                    new Notice.CopyReady(clock.instant().plus(Copies.LASTS), "/profile/export"),
                    new Recipient.EmailOf(person.id()),
                    copy.language(),
                    "copy-ready:" + copy.publicId());
        }
    }
}
