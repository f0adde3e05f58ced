package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.device.Entrance;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.till.TillClient.Heard;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is malformed, impossible, too much or half: each has its status and its name, and nothing is bought. */
@TownTest
@ParameterizedClass
@EnumSource(Entrance.class)
class TillInputTest {

    @Autowired
    ApplicationContext portal;

    @Parameter
    Entrance entrance;

    int port;

    Canteen canteen;
    Canteen.Chip chip;
    TillClient till;

    @BeforeEach
    void openTheCanteen() {
        port = entrance.port(portal);
        canteen = Canteen.open(portal);
        chip = canteen.chip(14950);
        till = new TillClient(port, canteen.till.key());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void whatIsMalformedIsA400(String why, String body) {
        Heard heard = till.post(
                "/purchases", body.replace("<id>", Uuid7.next().toString()).replace("<card>", chip.number()));

        assertThat(heard.status()).isEqualTo(400);
        assertThat(heard.problem()).isEqualTo("malformed");
        assertThat(canteen.stats().approved()).isZero();
    }

    static Stream<Arguments> malformed() {
        String good = TillApiTest.lunch("<id>", "<card>");
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("half", good.substring(0, good.length() / 2)),
                Arguments.of("two of them", good + good),
                Arguments.of("a list", "[" + good + "]"),
                Arguments.of("a field twice", good.replace("\"total\"", "\"total\":1400,\"total\"")),
                Arguments.of("a field of a line twice", good.replaceFirst("\"amount\"", "\"amount\":300,\"amount\"")),
                Arguments.of(
                        "a field we do not read twice", good.replaceFirst("\\{", "{\"x\":{\"y\":1,\"z\":2,\"y\":1},")),
                Arguments.of("no card", good.replace("\"card\"", "\"chip\"")),
                Arguments.of("no lines", good.replace("\"lines\"", "\"rows\"")),
                Arguments.of("a null total", good.replace("\"total\":1400", "\"total\":null")),
                Arguments.of("a total as text", good.replace("\"total\":1400", "\"total\":\"1400\"")),
                Arguments.of("a broken total", good.replace("\"total\":1400", "\"total\":1400.5")),
                Arguments.of("a card as a number", good.replace("\"<card>\"", "4711")),
                Arguments.of("lines that are one line", good.replace("[", "").replace("]", "")),
                Arguments.of("a line that is text", good.replace("\"lines\":[", "\"lines\":[\"Ostehaps\",")),
                Arguments.of("a line without a quantity", good.replaceFirst("\"quantity\":1,", "")),
                Arguments.of("a time without an offset", good.replace("+01:00", "")),
                Arguments.of("a time that is none", good.replace("11:30:00", "25:30:00")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossible")
    void whatCannotBeIsA422(String why, String body, String problem) {
        Heard heard = till.post(
                "/purchases", body.replace("<id>", Uuid7.next().toString()).replace("<card>", chip.number()));

        assertThat(heard.status()).isEqualTo(422);
        assertThat(heard.problem()).isEqualTo(problem);
        assertThat(canteen.stats().approved()).isZero();
    }

    static Stream<Arguments> impossible() {
        String good = TillApiTest.lunch("<id>", "<card>");
        String line = "{\"text\":\"Bolle\",\"quantity\":1,\"amount\":1}";
        return Stream.of(
                Arguments.of("a sum that is wrong", good.replace("1400", "1401"), "lines-do-not-add-up"),
                Arguments.of("no lines at all", good.replaceAll("\\[.*]", "[]"), "lines-do-not-add-up"),
                Arguments.of("nothing to pay", good.replace("1400", "0"), "amount-out-of-range"),
                Arguments.of("a negative total", good.replace("1400", "-1400"), "amount-out-of-range"),
                Arguments.of("a billion and one", good.replace("1400", "1000000001"), "amount-out-of-range"),
                Arguments.of("beyond all numbers", good.replace("1400", "9".repeat(30)), "amount-out-of-range"),
                Arguments.of("a negative line", good.replace(":300", ":-300"), "amount-out-of-range"),
                Arguments.of("none of it", good.replace("\"quantity\":1", "\"quantity\":0"), "quantity-out-of-range"),
                Arguments.of(
                        "101 lines",
                        good.replaceAll("\\[.*]", "[" + line + ("," + line).repeat(100) + "]"),
                        "too-many"),
                Arguments.of("a blank text", good.replace("Ostehaps", "  "), "text-unusable"),
                Arguments.of("a text without end", good.replace("Ostehaps", "O".repeat(101)), "text-unusable"),
                Arguments.of("a zero byte", good.replace("Ostehaps", "Oste\\u0000"), "text-unusable"),
                Arguments.of("half a character", good.replace("Ostehaps", "Oste\\ud83d"), "text-unusable"),
                Arguments.of("the other half", good.replace("Ostehaps", "\\udc1fOste"), "text-unusable"),
                Arguments.of("halves in the wrong order", good.replace("Ostehaps", "\\udc1f\\ud83d"), "text-unusable"),
                Arguments.of(
                        "another kind of id",
                        good.replace("<id>", UUID.randomUUID().toString()),
                        "id-not-uuid7"),
                Arguments.of("an id that is none", good.replace("<id>", "lunch"), "id-not-uuid7"),
                Arguments.of("an id in short", good.replace("<id>", "1-2-7003-8004-5"), "id-not-uuid7"),
                Arguments.of("an old id", withIdOf(good, Duration.ofDays(-41)), "id-out-of-time"),
                Arguments.of("an id of tomorrow's month", withIdOf(good, Duration.ofDays(41)), "id-out-of-time"),
                Arguments.of("another century", good.replace("2026-", "1926-"), "at-out-of-range"));
    }

    @Test
    void idsMayBeUpTo40DaysOff() {
        assertThat(till.post(
                                "/purchases",
                                TillApiTest.lunch(Uuid7.at(Instant.now().minus(Duration.ofDays(39))), chip.number()))
                        .status())
                .isEqualTo(200);
        assertThat(till.post(
                                "/purchases",
                                TillApiTest.lunch(Uuid7.at(Instant.now().plus(Duration.ofDays(39))), chip.number()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tillsMaySayMoreThanWeRead() {
        String body = TillApiTest.lunch(Uuid7.next(), chip.number())
                .replace("\"total\"", "\"cashier\":{\"shift\":7},\"total\"");

        assertThat(till.post("/purchases", body).body().get("result").stringValue())
                .isEqualTo("approved");
    }

    @Test
    void tenMegabytesAreTooMuch() {
        Heard heard = till.post("/purchases", TillApiTest.lunch(Uuid7.next(), chip.number()) + " ".repeat(10_000_000));

        assertThat(heard.status()).isEqualTo(413);
        assertThat(heard.problem()).isEqualTo("body-too-large");
    }

    @Test
    void halfABodyIsA400() throws IOException {
        String body = TillApiTest.lunch(Uuid7.next(), chip.number());
        String request =
                "POST /api/v1/purchases HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(port, canteen.till.key(), body.length(), body.substring(0, 100));

        assertThat(till.say(request)).startsWith("HTTP/1.1 400").contains("application/problem+json");
        assertThat(canteen.balance(chip)).isEqualTo(14950);
    }

    private static String withIdOf(String body, Duration off) {
        return body.replace("<id>", Uuid7.at(Instant.now().plus(off)).toString());
    }
}
