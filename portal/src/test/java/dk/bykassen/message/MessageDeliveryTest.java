package dk.bykassen.message;

import static dk.bykassen.message.NoticesAboutEmil.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.kernel.Keyring;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Mail servers that are busy, refuse, or are away; and a secret that can no longer be read. */
@ExtendWith(OutputCaptureExtension.class)
class MessageDeliveryTest extends AtThePostOffice {

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
}
