package dk.bykassen.simulator.till;

import static dk.bykassen.simulator.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.PretendPortal;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody stands at the counter and clicks. */
class TillTest {

    @TempDir
    Path data;

    private PretendPortal portal;
    private Simulator simulator;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        portal = new PretendPortal();
        simulator = Simulator.start(new SimulatorOptions(0, 0, portal.address(), data, portal.keys(data)));
        browser = new Browser(simulator.baseUri());
    }

    @AfterEach
    void stop() {
        simulator.close();
        portal.close();
    }

    @Test
    void theCounterShowsTillsChipsAndTheMenu() {
        assertThat(browser.get("/till?till=till-1", "Accept", "text/html").body())
                .contains("Fjordby Kommune, Fjordskolens kantine", "5C1A77E0", "Karen Holm", "Ostehaps", "mælk");
    }

    @Test
    void aPurchaseIsApprovedRepeatedAndGivenBack() {
        String receipt = location(buy("5c1a 77e0", "dish-ostehaps", "1", "dish-kakao", "2"));
        assertThat(page(receipt)).contains("Godkendt", "183,00\u00a0kr.", "2 × Kakaomælk", "17,00\u00a0kr.");

        assertThat(browser.postForm(receipt + "/again").statusCode()).isEqualTo(303);
        assertThat(page(receipt)).contains("havde allerede afgjort", "183,00\u00a0kr.");

        browser.postForm(receipt + "/reversal", "amount", "7,00");
        assertThat(page(receipt)).contains("Tilbageført", "190,00\u00a0kr.");
        browser.postForm(receipt + "/reversal", "amount", "");
        assertThat(page(receipt)).contains("Tilbageført", "207,00\u00a0kr.");
        assertThat(browser.postForm(receipt + "/reversal", "amount", "lots").statusCode())
                .isEqualTo(422);
    }

    @Test
    void thePortalIsToldWhatIsInADish() {
        var purchase =
                new Purchase(UUID.randomUUID(), "5C1A77E0", Instant.now(), List.of(new Purchase.Line(Dish.SUPPE, 1)));

        assertThat(new String(purchase.json(), StandardCharsets.UTF_8))
                .contains("\"allergens\":[\"gluten\",\"celery\"]");
    }

    @Test
    void theReasonForARefusalIsInPlainWords() {
        assertThat(page(location(buy("99999999", "dish-vand", "1")))).contains("Afvist", "Kortet er ukendt her.");
        assertThat(page(location(buy("5C1A77E0", "dish-dagens-ret", "9"))))
                .contains("Der er ikke penge nok på kontoen.", "200,00\u00a0kr.");
    }

    @Test
    void aPortalInTroubleIsToldPlainly() {
        portal.answerEverythingWith(503);
        assertThat(page(location(buy("5C1A77E0", "dish-vand", "1"))))
                .contains("Portalen svarede 503", "Portalen har for travlt", "Says the portal.");
        portal.close();
        assertThat(page(location(buy("5C1A77E0", "dish-vand", "1")))).contains("Intet svar", "kun betalt én gang");
    }

    @Test
    void anEmptyCounterIsExplainedAndWhatWasTypedIsKept() {
        var empty = browser.postForm("/till", "till", "till-1", "card", "", "dish-vand", "3");
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("Skriv kortnummeret", "value=\"3\"");
        assertThat(browser.postForm("/till", "till", "till-1", "card", "5C1A77E0")
                        .body())
                .contains("Skriv, hvor mange");
        assertThat(browser.postForm("/till", "till", "nowhere").statusCode()).isEqualTo(404);
        assertThat(browser.get("/till/00000000-0000-7000-8000-000000000000").statusCode())
                .isEqualTo(404);
    }

    @Test
    void withoutKeysThePageSaysSo(@TempDir Path empty) throws Exception {
        try (Simulator lonely =
                Simulator.start(new SimulatorOptions(0, 0, URI.create("http://localhost:1"), empty, null))) {
            assertThat(new Browser(lonely.baseUri())
                            .get("/till", "Accept", "text/html")
                            .body())
                    .contains("Der er ingen kasser endnu");
        }
    }

    @Test
    void idsBeginWithTheirTime() {
        Instant now = Instant.parse("2026-11-21T10:30:00.123Z");
        var id = Uuid7.at(now);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    private java.net.http.HttpResponse<String> buy(String card, String... dishes) {
        String[] fields = new String[dishes.length + 4];
        fields[0] = "till";
        fields[1] = "till-1";
        fields[2] = "card";
        fields[3] = card;
        System.arraycopy(dishes, 0, fields, 4, dishes.length);
        var answer = browser.postForm("/till", fields);
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer;
    }

    private String page(String path) {
        return browser.get(path, "Accept", "text/html").body();
    }
}
