package dk.bykassen.message;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.identity.People;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.tenant.Tenant;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** A town of its own, a mail server that does as it is told, and an address nobody else writes to. */
@TownTest
abstract class AtThePostOffice {

    private static final AtomicInteger PARENTS = new AtomicInteger();
    static final Locale DANISH = Locale.of("da");

    @Autowired
    Messages messages;

    @Autowired
    People people;

    @Autowired
    Founding founding;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JobRunner jobs;

    @Autowired
    MovableClock clock;

    @Autowired
    JavaMailSenderImpl sender;

    final ScriptedPostOffice post = new ScriptedPostOffice();
    final String address = "parent" + PARENTS.incrementAndGet() + "@example.com";
    Tenant town;

    @BeforeEach
    void open() {
        town = TestTown.found(founding);
        sender.setHost("localhost");
        sender.setPort(post.port());
    }

    @AfterEach
    void close() {
        clock.reset();
        post.close();
    }

    Optional<UUID> send(Notice notice, String key) {
        return sendTo(new Recipient.Email(address), notice, key);
    }

    Optional<UUID> sendTo(Recipient recipient, Notice notice, String key) {
        return TestTown.in(town, () -> transactions.execute(status -> messages.send(notice, recipient, DANISH, key)));
    }

    void settle() throws InterruptedException {
        assertThat(jobs.settle(Duration.ofSeconds(20))).isTrue();
    }

    MimeMessage only() {
        List<MimeMessage> mails = post.mailTo(address);
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    String state() {
        return TestTown.in(
                town,
                () -> transactions.execute(status -> jdbc.sql("select state from message.message")
                        .query(String.class)
                        .single()));
    }

    static String text(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 0);
    }

    static String html(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 1);
    }

    private static String part(MimeMessage mail, int number) throws MessagingException, IOException {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(number).getContent();
    }
}
