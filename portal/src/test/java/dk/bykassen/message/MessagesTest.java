package dk.bykassen.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Frames;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@TownTest
@ExtendWith(OutputCaptureExtension.class)
class MessagesTest {

    private static final AtomicInteger PARENTS = new AtomicInteger();
    private static final Locale DANISH = Locale.of("da");
    private static final Instant NOON = Instant.parse("2026-11-21T11:30:00Z");

    @Autowired
    Messages messages;

    @Autowired
    Letters letters;

    @Autowired
    Frames frames;

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

    private final ScriptedPostOffice post = new ScriptedPostOffice();
    private final String address = "parent" + PARENTS.incrementAndGet() + "@example.com";
    private Tenant town;

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

    @Test
    void aReceiptArrivesAsTextAndAsHtmlThatSayTheSame() throws Exception {
        send(receipt(), "receipt:1");
        settle();

        MimeMessage mail = only();
        assertThat(mail.getSubject()).isEqualTo("Kvittering: 200,00\u00a0kr. indbetalt til Emil Holm");
        assertThat(mail.getFrom()[0]).hasToString("%s <by@example.com>".formatted(town.name()));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Content-Language")).containsExactly("da");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        for (String told : List.of(
                "Emil Holm",
                "200,00\u00a0kr.",
                "1,50\u00a0kr.",
                "201,50\u00a0kr.",
                "Visa 4242",
                "FJ-7K2M-94QX",
                "21. november 2026",
                "By Kommune, CVR 12345678",
                "/payments/abc",
                "70 00 00 00")) {
            assertThat(text(mail)).contains(told);
            assertThat(html(mail)).contains(told);
        }
        assertThat(html(mail)).contains("lang=\"da\"").doesNotContain("<img", "<link", "<script", "<style");
        assertThat(text(mail).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(90));
        assertThat(state()).isEqualTo("sent");
    }

    @Test
    void anOccasionHasOneMessageHoweverOftenItIsTold() throws Exception {
        Optional<UUID> first = send(receipt(), "receipt:1");
        Optional<UUID> again = send(receipt(), "receipt:1");
        send(receipt(), "receipt:2");
        settle();

        assertThat(again).isEqualTo(first);
        assertThat(post.mailTo(address)).hasSize(2);
    }

    @Test
    void aNoticeOfSomethingThatDidNotComeTrueIsNeverSent() throws Exception {
        TestTown.<Void, RuntimeException>in(town, () -> {
            transactions.executeWithoutResult(status -> {
                messages.send(receipt(), new Recipient.Email(address), DANISH, "receipt:1");
                status.setRollbackOnly();
            });
            return null;
        });
        settle();
        assertThat(post.mailTo(address)).isEmpty();

        assertThatThrownBy(() -> TestTown.in(
                        town, () -> messages.send(receipt(), new Recipient.Email(address), DANISH, "receipt:1")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aPersonIsWrittenToWhereTheyAreKnownOrNotAtAll() throws Exception {
        Person reachable = TestTown.in(
                town,
                () -> people.create(NewPerson.named("Karen", "Holm", DANISH).withContact(address, "+4520100001")));
        Person silent = TestTown.in(town, () -> people.create(NewPerson.named("Emil", "Holm", DANISH)));

        assertThat(sendTo(new Recipient.EmailOf(reachable.id()), receipt(), "a"))
                .isPresent();
        assertThat(sendTo(new Recipient.EmailOf(silent.id()), receipt(), "b")).isEmpty();
        assertThat(sendTo(new Recipient.SmsOf(silent.id()), declined(), "c")).isEmpty();
        assertThatThrownBy(() -> sendTo(new Recipient.SmsOf(reachable.id()), receipt(), "d"))
                .isInstanceOf(IllegalArgumentException.class);
        settle();
        assertThat(post.mailTo(address)).hasSize(1);
    }

    @Test
    void whatWentToNobodyKnownIsForgottenAfterAMonth() throws Exception {
        clock.set("2026-11-21T11:30:00Z");
        Person karen = TestTown.in(
                town,
                () -> people.create(NewPerson.named("Karen", "Holm", DANISH).withContact(address, null)));
        send(receipt(), "stranger:1");
        sendTo(new Recipient.EmailOf(karen.id()), receipt(), "karen:1");
        settle();
        clock.advance(Duration.ofDays(29));
        send(receipt(), "stranger:2");
        settle();
        assertThat(keys()).containsExactly("stranger:1", "karen:1", "stranger:2");

        clock.advance(Duration.ofDays(2));
        send(receipt(), "stranger:3");
        assertThat(keys()).containsExactly("karen:1", "stranger:2", "stranger:3");
    }

    @Test
    void aMailServerThatIsBusyIsAskedAgainUntilItTakesTheMail() throws Exception {
        clock.set("2026-11-21T11:30:00Z");
        post.refusals.put(address, "451 come back later");
        send(receipt(), "receipt:1");
        settle();
        assertThat(state()).isEqualTo("queued");

        post.refusals.clear();
        clock.advance(Duration.ofMinutes(1));
        settle();
        assertThat(state()).isEqualTo("sent");
        assertThat(only().getMessageID()).contains("@" + town.hosts().getFirst());
    }

    @Test
    void anAddressThatIsRefusedForGoodIsNotTriedAgain(CapturedOutput output) throws Exception {
        clock.set("2026-11-21T11:30:00Z");
        post.refusals.put(address, "550 5.1.1 <" + address + "> nobody here");
        send(receipt(), "receipt:1");
        settle();
        clock.advance(Duration.ofDays(2));
        settle();

        assertThat(state()).isEqualTo("failed");
        assertThat(post.asked).containsOnlyOnce(address);
        assertThat(output.getAll()).contains("smtp-550").doesNotContain(address);
    }

    @Test
    void afterTwoDaysWithoutAMailServerAMessageHasFailedAndNobodysAddressIsInTheLog(CapturedOutput output)
            throws Exception {
        clock.set("2026-11-21T11:30:00Z");
        sender.setPort(1);
        send(receipt(), "receipt:1");
        for (int tries = 0; tries < 9; tries++) {
            settle();
            clock.advance(Duration.ofHours(25));
        }
        settle();

        assertThat(state()).isEqualTo("failed");
        assertThat(output.getAll()).contains("could not be delivered").doesNotContain(address, "Emil Holm");
    }

    @Test
    void aSecretWhoseKeyIsGoneStopsNoMessage() throws Exception {
        clock.set("2026-11-21T11:30:00Z");
        post.refusals.put(address, "451 come back later");
        sendTo(new Recipient.Email(address), new Notice.Code(new Secret("123456"), 10), "code:1");
        settle();
        Keyring former = Keyring.parse(Keyring.newLine("gone"));
        String sealed = Base64.getEncoder().encodeToString(former.encrypt("message-secret", "123456"));
        try (var connection = TestTown.superuser("town");
                var sql = connection.prepareStatement(
                        "update message.message set params = jsonb_set(params, '{code}', to_jsonb(?::text)) where tenant_id = ?")) {
            sql.setString(1, sealed);
            sql.setInt(2, town.id());
            sql.executeUpdate();
        }
        post.refusals.clear();
        clock.advance(Duration.ofMinutes(1));
        settle();

        assertThat(state()).isEqualTo("sent");
        assertThat(text(only())).doesNotContain("123");
    }

    @Test
    void theDatabaseHoldsNoAddressThatCouldBeRead() throws SQLException {
        send(receipt(), "receipt:1");
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "select encode(address, 'escape') || t::text from message.message t where tenant_id = "
                                + town.id())) {
            rows.next();
            assertThat(rows.getString(1)).doesNotContain(address, "example.com");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"da", "nb", "en"})
    void everyNoticeHasWordsInEveryLanguage(String language) {
        TestTown.<Void, RuntimeException>in(town, () -> {
            for (Notice notice : all()) {
                Letter letter = letters.write(notice, frames.wording(Locale.of(language)));
                assertThat(PlainText.of(letter, town, frames.wording(Locale.of(language))))
                        .contains("Emil Holm", "http://" + town.hosts().getFirst())
                        .doesNotContain("{0}", "''", "null");
                assertThat(letter.subject()).hasSizeLessThan(90);
            }
            return null;
        });
    }

    private static List<Notice> all() {
        return Stream.of(
                        Stream.of(
                                receipt(),
                                new Notice.AutoTopUpReceipt(figures(), kroner(5000), "/accounts/a/auto-top-up"),
                                new Notice.CardRegistered(
                                        "Emil Holm", "Visa 4242", kroner(20000), kroner(5000), NOON, "/accounts/a"),
                                new Notice.CardReplaced("Emil Holm", "Visa 4242", "Visa 1111", NOON, "/accounts/a"),
                                new Notice.CardReplaced("Emil Holm", "Visa 4242", null, NOON, "/accounts/a"),
                                new Notice.AutoTopUpAlarm("Emil Holm", 3, 30, kroner(60000), NOON, "/accounts/a"),
                                new Notice.PayLink(
                                        "Emil Holm",
                                        kroner(20000),
                                        kroner(1250),
                                        "Visa 4242",
                                        new Secret("/pay/x"),
                                        NOON,
                                        NOON,
                                        "/accounts/a")),
                        Arrays.stream(Notice.WaitReason.values())
                                .map(reason -> new Notice.AutoTopUpWaits(
                                        "Emil Holm", reason, NOON, NOON, "/accounts/a", "/accounts/a/top-up")),
                        Arrays.stream(Notice.CardTrouble.values()).map(MessagesTest::declined),
                        Arrays.stream(Notice.StopReason.values())
                                .map(reason -> new Notice.AutoTopUpStopped("Emil Holm", NOON, reason, "/accounts/a")),
                        Arrays.stream(Notice.Obstacle.values())
                                .flatMap(obstacle -> Stream.of(
                                        purchaseDeclined(obstacle, null, null),
                                        purchaseDeclined(obstacle, "Fjordskolens kantine", "Klub dagligt"))))
                .<Notice>flatMap(notices -> notices)
                .toList();
    }

    private static Notice receipt() {
        return new Notice.TopUpReceipt(figures());
    }

    private static Notice.Receipt figures() {
        return new Notice.Receipt(
                "FJ-7K2M-94QX",
                "Emil Holm",
                kroner(20000),
                kroner(150),
                kroner(20150),
                "Visa 4242",
                NOON,
                "By Kommune, CVR 12345678",
                "/payments/abc");
    }

    private static Notice declined() {
        return declined(Notice.CardTrouble.EXPIRED);
    }

    private static Notice declined(Notice.CardTrouble trouble) {
        return new Notice.AutoTopUpDeclined(
                "Emil Holm",
                kroner(20000),
                kroner(1250),
                "Visa 4242",
                NOON,
                trouble,
                trouble == Notice.CardTrouble.EXPIRED,
                trouble == Notice.CardTrouble.EXPIRED ? null : NOON,
                "/accounts/a/auto-top-up",
                "/accounts/a/top-up");
    }

    private static Notice purchaseDeclined(Notice.Obstacle obstacle, String where, String limit) {
        return new Notice.PurchaseDeclined(
                "Emil Holm",
                kroner(3500),
                kroner(1250),
                NOON,
                where,
                obstacle,
                limit,
                "/accounts/a/top-up",
                where == null ? null : "/accounts/a/auto-top-up",
                "/profile/consents",
                "/accounts/a");
    }

    private static Money kroner(long minor) {
        return Money.of(minor, "DKK");
    }

    private Optional<UUID> send(Notice notice, String key) {
        return sendTo(new Recipient.Email(address), notice, key);
    }

    private Optional<UUID> sendTo(Recipient recipient, Notice notice, String key) {
        return TestTown.in(town, () -> transactions.execute(status -> messages.send(notice, recipient, DANISH, key)));
    }

    private void settle() throws InterruptedException {
        assertThat(jobs.settle(Duration.ofSeconds(20))).isTrue();
    }

    private MimeMessage only() {
        List<MimeMessage> mails = post.mailTo(address);
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private List<String> keys() {
        return TestTown.in(
                town,
                () -> transactions.execute(status -> jdbc.sql("select key from message.message order by id")
                        .query(String.class)
                        .list()));
    }

    private String state() {
        return TestTown.in(
                town,
                () -> transactions.execute(status -> jdbc.sql("select state from message.message")
                        .query(String.class)
                        .single()));
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 0);
    }

    private static String html(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 1);
    }

    private static String part(MimeMessage mail, int number) throws MessagingException, IOException {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(number).getContent();
    }
}
