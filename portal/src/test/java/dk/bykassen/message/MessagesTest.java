package dk.bykassen.message;

import static dk.bykassen.message.NoticesAboutEmil.declined;
import static dk.bykassen.message.NoticesAboutEmil.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;

/** What is written, to whom, and once. */
class MessagesTest extends AtThePostOffice {

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
}
