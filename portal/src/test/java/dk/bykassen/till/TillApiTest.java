package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.device.Entrance;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.till.TillClient.Heard;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What a till hears at the device door. */
@TownTest
@ParameterizedClass
@EnumSource(Entrance.class)
class TillApiTest {

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

    @Test
    void lunchIsApprovedAndPaid() {
        UUID id = Uuid7.next();

        Heard heard = till.post("/purchases", lunch(id, chip.number()));

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body().toString())
                .isEqualTo(
                        "{\"id\":\"%s\",\"result\":\"approved\",\"reason\":null,\"balance\":13550,\"currency\":\"DKK\"}"
                                .formatted(id));
        assertThat(heard.isReplayed()).isFalse();
        assertThat(canteen.balance(chip)).isEqualTo(13550);
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void theSamePurchaseAgainIsAnsweredTheSameAndPaidOnce() {
        UUID id = Uuid7.next();
        Heard first = till.post("/purchases", lunch(id, chip.number()));
        canteen.buy(chip, 500);

        Heard again = till.post("/purchases", lunch(id, chip.number()));
        Heard respelt = till.post(
                "/purchases", " " + lunch(id, chip.number().toLowerCase()).replace("11:30:00+01:00", "10:30:00Z"));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.isReplayed()).isTrue();
        assertThat(respelt.body()).isEqualTo(first.body());
        assertThat(respelt.isReplayed()).isTrue();
        assertThat(canteen.balance(chip)).isEqualTo(13550 - 500);
    }

    @Test
    void theSameIdForAnotherPurchaseIsRefused() {
        UUID id = Uuid7.next();
        till.post("/purchases", lunch(id, chip.number()));

        Heard other = till.post("/purchases", lunch(id, chip.number()).replace("Ostehaps", "Yoghurt"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("id-taken");
        assertThat(other.raw().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(canteen.balance(chip)).isEqualTo(13550);
    }

    @Test
    void theSameIdFromAnotherTillIsAnotherPurchase() {
        UUID id = Uuid7.next();
        till.post("/purchases", lunch(id, chip.number()));

        Heard club = clubTill().post("/purchases", lunch(id, chip.number()));

        assertThat(club.status()).as("nothing was paid to the club").isEqualTo(409);
        assertThat(canteen.balance(chip)).isEqualTo(13550);
    }

    @Test
    void aCardWhoseCapitalsAreTooLongIsRefusedBeforeItsWave() {
        Heard heard = till.post("/purchases", lunch(Uuid7.next(), "\u00df".repeat(64)));

        assertThat(heard.status()).isEqualTo(422);
    }

    @Test
    void aRefusedPurchaseIsKeptWithItsReason() {
        UUID id = Uuid7.next();

        Heard unknown = till.post("/purchases", lunch(id, "FFFFFFFF"));

        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.body().toString())
                .isEqualTo(
                        "{\"id\":\"%s\",\"result\":\"declined\",\"reason\":\"unknown_card\",\"balance\":null,\"currency\":\"DKK\"}"
                                .formatted(id));
        assertThat(till.post("/purchases", lunch(id, "FFFFFFFF")).isReplayed()).isTrue();
        assertThat(till.get("/purchases/" + id).body().get("reason").stringValue())
                .isEqualTo("unknown_card");
    }

    @Test
    void anotherTenantsCardIsUnknown() {
        Canteen.Chip theirs = Canteen.open(portal).chip(10000);

        Heard heard = till.post("/purchases", lunch(Uuid7.next(), theirs.number()));

        assertThat(heard.body().get("reason").stringValue()).isEqualTo("unknown_card");
        assertThat(till.get("/cards/" + theirs.number()).status()).isEqualTo(404);
    }

    @Test
    void aPurchaseCanBeLookedUpByItsOwnUnitAlone() {
        UUID id = Uuid7.next();
        till.post("/purchases", lunch(id, chip.number()));
        TillClient club = clubTill();

        Heard own = till.get("/purchases/" + id);

        assertThat(own.status()).isEqualTo(200);
        assertThat(own.body().get("total").longValue()).isEqualTo(1400);
        assertThat(own.body().get("lines").get(1).get("text").stringValue()).isEqualTo("Yoghurt");
        assertThat(own.body().get("reversed").longValue()).isZero();
        assertThat(club.get("/purchases/" + id).status()).isEqualTo(404);
        assertThat(club.post("/purchases/" + id + "/reversal", reversal(Uuid7.next(), 100))
                        .status())
                .isEqualTo(404);
        assertThat(till.get("/purchases/" + Uuid7.next()).status()).isEqualTo(404);
        assertThat(till.get("/purchases/lunch").status()).isEqualTo(404);
    }

    @Test
    void aPurchaseIsReversedInPartsUpToItsTotal() {
        UUID id = Uuid7.next();
        till.post("/purchases", lunch(id, chip.number()));
        UUID first = Uuid7.next();

        Heard part = till.post("/purchases/" + id + "/reversal", reversal(first, 400));
        Heard again = till.post("/purchases/" + id + "/reversal", reversal(first, 400));
        Heard other = till.post("/purchases/" + id + "/reversal", reversal(first, 401));
        Heard tooMuch = till.post("/purchases/" + id + "/reversal", reversal(Uuid7.next(), 1001));
        Heard rest = till.post("/purchases/" + id + "/reversal", reversal(Uuid7.next(), 1000));

        assertThat(part.status()).isEqualTo(200);
        assertThat(part.body().get("balance").longValue()).isEqualTo(13950);
        assertThat(part.body().get("reversed").longValue()).isEqualTo(400);
        assertThat(again.body()).isEqualTo(part.body());
        assertThat(again.isReplayed()).isTrue();
        assertThat(other.status()).isEqualTo(409);
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.problem()).isEqualTo("reversal-above-total");
        assertThat(rest.body().get("balance").longValue()).isEqualTo(14950);
        assertThat(till.get("/purchases/" + id).body().get("reversed").longValue())
                .isEqualTo(1400);
        assertThat(canteen.proof().holds()).isTrue();
        assertThat(canteen.stats().astray()).isZero();
    }

    @Test
    void aDeclinedPurchaseHasNothingToGiveBack() {
        UUID id = Uuid7.next();
        till.post("/purchases", lunch(id, "FFFFFFFF"));

        Heard heard = till.post("/purchases/" + id + "/reversal", reversal(Uuid7.next(), 100));

        assertThat(heard.status()).isEqualTo(422);
        assertThat(heard.problem()).isEqualTo("purchase-not-approved");
    }

    @Test
    void aCardTellsItsBalanceAndWhatIsLeftOfItsLimits() {
        canteen.count(1, "Alt", "all", null, null, null);
        canteen.count(2, "Slik", "group", "sweets", null, null);
        canteen.limit(chip, 5000L, null, 20000L, null, 1000L, null);
        canteen.buy(Canteen.purchase(
                chip.number(),
                new Line("Bolle", 1, 700, "food", List.of()),
                new Line("Lakrids", 1, 300, "sweets", List.of())));

        Heard heard = till.get("/cards/" + chip.number().toLowerCase());

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body().toString())
                .isEqualTo(("{\"card\":\"%s\",\"status\":\"active\",\"balance\":13950,\"currency\":\"DKK\",\"limits\":["
                                + "{\"slot\":\"Alt\",\"period\":\"day\",\"limit\":5000,\"left\":4000},"
                                + "{\"slot\":\"Alt\",\"period\":\"month\",\"limit\":20000,\"left\":19000},"
                                + "{\"slot\":\"Slik\",\"period\":\"week\",\"limit\":1000,\"left\":700}]}")
                        .formatted(chip.number()));
    }

    @Test
    void aBlockedChipSaysSo() {
        canteen.change(
                "update card.chip set status = 'blocked', blocked_at = issued_at, blocked_by = 'town' where tenant_id = ? and number = ?",
                canteen.town.id(),
                chip.number());

        assertThat(till.get("/cards/" + chip.number()).body().get("status").stringValue())
                .isEqualTo("blocked");
    }

    @Test
    void aCardWithoutAPictureIsNotFoundThere() {
        assertThat(till.get("/cards/" + chip.number() + "/picture").status()).isEqualTo(404);
        assertThat(till.get("/cards/FFFFFFFF/picture").status()).isEqualTo(404);
    }

    @Test
    void everyKeyThatIsNotGoodHereHearsTheSame() {
        Canteen neighbour = Canteen.open(portal);
        String shape = canteen.till.key().substring(0, canteen.till.key().length() - 4) + "AAAA";
        Stream<String> keys = Stream.of(
                "",
                "secret",
                shape,
                "bk_till_nobody_" + "A".repeat(32),
                neighbour.till.key().replace(neighbour.town.slug(), canteen.town.slug()));

        assertThat(keys.map(key -> new TillClient(port, key).post("/purchases", lunch(Uuid7.next(), chip.number()))))
                .allSatisfy(heard -> {
                    assertThat(heard.status()).isEqualTo(401);
                    assertThat(heard.problem()).isEqualTo("unknown-key");
                    assertThat(heard.raw().headers().firstValue("WWW-Authenticate"))
                            .contains("Bearer");
                });
    }

    @Test
    void atATenantsHostTheKeyMustBeThatTenants() throws IOException {
        Canteen neighbour = Canteen.open(portal);
        String get =
                "GET /api/v1/cards/%s HTTP/1.1\r\nHost: %s.localhost:%d\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n";

        assertThat(till.say(get.formatted(chip.number(), canteen.town.slug(), port, canteen.till.key())))
                .startsWith("HTTP/1.1 200");
        assertThat(till.say(get.formatted(chip.number(), neighbour.town.slug(), port, canteen.till.key())))
                .startsWith("HTTP/1.1 401");
        assertThat(till.say(get.formatted(chip.number(), "nobody", port, canteen.till.key())))
                .startsWith("HTTP/1.1 421");
    }

    @Test
    void otherMethodsAndAddressesAreAnsweredAlike() throws IOException {
        String request = "%s %s HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";

        assertThat(till.say(request.formatted("OPTIONS", "/api/v1/purchases")))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Allow: POST,OPTIONS\r\n");
        assertThat(till.say(request.formatted("HEAD", "/api/openapi.json")))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Content-Type: application/json")
                .endsWith("\r\n\r\n");
        assertThat(till.say(request.formatted("DELETE", "/api/v1/purchases")))
                .startsWith("HTTP/1.1 405")
                .contains("application/problem+json");
        assertThat(till.say(request.formatted("GET", "/api/v1/none")))
                .startsWith("HTTP/1.1 404")
                .contains("application/problem+json");
    }

    @Test
    void aRetiredTillIsRefusedAtOnce() {
        till.post("/purchases", lunch(Uuid7.next(), chip.number()));
        // As another node would: this node's memory of the till is not told.
        canteen.change("update till.till set retired_at = added_at where tenant_id = ?", canteen.town.id());

        assertThat(till.post("/purchases", lunch(Uuid7.next(), chip.number())).status())
                .isEqualTo(401);
        assertThat(till.get("/cards/" + chip.number()).status()).isEqualTo(401);
        assertThat(canteen.balance(chip)).isEqualTo(13550);
    }

    @Test
    void whatComesLaterIsNotThereYet() {
        assertThat(till.statusOf("/offline-list")).isEqualTo(404);
        assertThat(till.statusOf("/purchases/batch")).isEqualTo(404);
    }

    @Test
    void theDescriptionIsServedAndKnowsARequestFromNonsense() {
        var description = new RestTemplate()
                .getForObject("http://127.0.0.1:" + port + "/api/openapi.json", tools.jackson.databind.JsonNode.class);
        var good = new JsonMapper().readTree(lunch(Uuid7.next(), chip.number()));
        var bad = new JsonMapper()
                .readTree(lunch(UUID.randomUUID(), chip.number()).replace("1400", "0"));

        assertThat(description.get("openapi").stringValue()).isEqualTo("3.1.0");
        assertThat(Description.complaints("#/components/schemas/Purchase", good))
                .isEmpty();
        assertThat(Description.complaints("#/components/schemas/Purchase", bad)).hasSize(2);
    }

    private TillClient clubTill() {
        String key = canteen.with(() -> {
            Tills tills = portal.getBean(Tills.class);
            return tills.addTill(tills.openUnit("Klub Havnen", "club"), "Kasse").key();
        });
        return new TillClient(port, key);
    }

    static String lunch(Object id, String card) {
        return ("{\"id\":\"%s\",\"card\":\"%s\",\"at\":\"2026-11-21T11:30:00+01:00\",\"total\":1400,\"lines\":["
                        + "{\"text\":\"Ostehaps\",\"quantity\":1,\"amount\":300,\"group\":\"food\"},"
                        + "{\"text\":\"Yoghurt\",\"quantity\":1,\"amount\":600,\"group\":\"food\"},"
                        + "{\"text\":\"Stor grovbolle\",\"quantity\":1,\"amount\":500,\"group\":\"food\"}]}")
                .formatted(id, card);
    }

    private static String reversal(UUID id, long amount) {
        return "{\"id\":\"%s\",\"amount\":%d}".formatted(id, amount);
    }
}
