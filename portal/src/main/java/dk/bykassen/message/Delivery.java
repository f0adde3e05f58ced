package dk.bykassen.message;

import dk.bykassen.tenant.JobKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers messages, one job each. No database connection is held while a server outside takes its time; a crash between
 * sending and writing that down sends again, under the same id.
 */
@Configuration
class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Pauses before each further try; after the last one a message has failed. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private final MessageStore store;
    private final Mailer mailer;
    private final SmsGateway sms;
    private final TransactionTemplate transactions;

    Delivery(MessageStore store, Mailer mailer, SmsGateway sms, TransactionTemplate transactions) {
        this.store = store;
        this.mailer = mailer;
        this.sms = sms;
        this.transactions = transactions;
    }

    @Bean
    JobKind messageDelivery() {
        return new JobKind(Messages.JOB, id -> deliver(UUID.fromString(id)));
    }

    private JobKind.Outcome deliver(UUID id) {
        Optional<Message> waiting = transactions.execute(status -> {
            Optional<Message> found = store.find(id).filter(Message::isQueued);
            found.ifPresent(message -> store.markTried(message.id()));
            return found;
        });
        if (waiting.isEmpty()) {
            return JobKind.done();
        }
        Message message = waiting.get();
        Delivered delivered = switch (message.channel()) {
            case email -> mailer.send(message);
            case sms -> sms.send(message);
        };
        return switch (delivered) {
            case Delivered.Sent sent -> {
                transactions.executeWithoutResult(status -> store.markSent(message));
                yield JobKind.done();
            }
            case Delivered.Refused(String code) -> fail(message, code);
            case Delivered.NotNow(String code) when message.attempts() >= PAUSES.size() -> fail(message, code);
            case Delivered.NotNow(String code) -> {
                LOG.info("message {} not delivered yet: {}", message.publicId(), code);
                yield JobKind.again(PAUSES.get(message.attempts()));
            }
        };
    }

    private JobKind.Outcome fail(Message message, String code) {
        LOG.warn("message {} could not be delivered: {}", message.publicId(), code);
        transactions.executeWithoutResult(status -> store.markFailed(message, code));
        return JobKind.done();
    }
}
