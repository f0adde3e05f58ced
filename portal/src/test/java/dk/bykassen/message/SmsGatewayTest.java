package dk.bykassen.message;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Wire;
import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Founding;
import dk.bykassen.web.Frames;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TownTest
class SmsGatewayTest {

    @Autowired
    Texts texts;

    @Autowired
    Frames frames;

    @Autowired
    Founding founding;

    private final AtomicInteger status = new AtomicInteger(202);
    private final AtomicReference<String> key = new AtomicReference<>();
    private final AtomicReference<JsonNode> heard = new AtomicReference<>();
    private final Wire wire = new Wire(exchange -> {
        key.set(exchange.getRequestHeaders().getFirst("Authorization"));
        heard.set(JsonMapper.shared().readTree(exchange.getRequestBody()));
        Wire.say(exchange, status.get(), "");
    });

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void aDeclinedTopUpReachesThePhoneWithTheBalanceAndALink() {
        UUID id = UUID.randomUUID();
        assertThat(send(id)).isEqualTo(new Delivered.Sent());

        assertThat(key.get()).isEqualTo("Bearer demo-key");
        assertThat(heard.get().path("to").asString()).isEqualTo("+4520100001");
        assertThat(heard.get().path("from").asString()).matches("By \\d+");
        assertThat(heard.get().path("reference").asString()).isEqualTo(id.toString());
        assertThat(heard.get().path("text").asString())
                .startsWith("Automatisk optankning til Emil Holm blev afvist. Saldo: 12,50")
                .contains("http://by")
                .endsWith("/accounts/a/auto-top-up");
    }

    @ParameterizedTest
    @CsvSource({"400, true", "401, true", "429, false", "408, false", "500, false", "503, false"})
    void aRefusalForGoodIsToldFromOneThatPasses(int answer, boolean forGood) {
        status.set(answer);
        assertThat(send(UUID.randomUUID()))
                .isEqualTo(forGood ? new Delivered.Refused("sms-" + answer) : new Delivered.NotNow("sms-" + answer));
    }

    @Test
    void aGatewayThatDoesNotAnswerIsAskedAgainLater() {
        wire.close();
        assertThat(send(UUID.randomUUID())).isEqualTo(new Delivered.NotNow("sms-no-answer"));
    }

    @ParameterizedTest
    @CsvSource({
        "Fjordby Kommune, Fjordby",
        "ByPark, ByPark",
        "Nidby Parkering, Nidby",
        "Søndre Ærøskøbing, Soendre",
        "Aaaaaaaaaaaaaaaa, Aaaaaaaaaaa"
    })
    void theSenderIsAsMuchOfTheNameAsPhonesShow(String name, String sender) {
        assertThat(SmsGateway.sender(name)).isEqualTo(sender);
    }

    private Delivered send(UUID id) {
        var gateway = new SmsGateway(texts, frames, wire.origin() + "/messages", "demo-key");
        var notice = new Notice.AutoTopUpDeclined(
                "Emil Holm",
                Money.of(20000, "DKK"),
                Money.of(1250, "DKK"),
                "Visa 4242",
                Instant.parse("2026-11-21T11:30:00Z"),
                Notice.CardTrouble.EXPIRED,
                true,
                null,
                "/accounts/a/auto-top-up",
                "/accounts/a/top-up");
        var message = new Message(1, id, Message.Channel.sms, Locale.of("da"), "+4520100001", notice, true, 0);
        return TestTown.in(TestTown.found(founding), () -> gateway.send(message));
    }
}
