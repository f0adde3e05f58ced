package dk.bykassen.simulator.scenario;

import static dk.bykassen.simulator.Browser.json;
import static dk.bykassen.simulator.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.PretendPortal;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A school day is played, and the proof finds what does not agree. */
class LunchRushTest {

    private static final String DAY = "{\"pupils\":60,\"tills\":3,\"seed\":7}";

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
    void aSoundPortalPassesEveryProof() {
        JsonNode report = json(browser.postJson("/scenario/lunch-rush", DAY));
        assertThat(report.path("state").stringValue()).isEqualTo("finished");
        assertThat(results(report).values()).as(report.toString()).containsOnly("PASS");
        assertThat(results(report))
                .containsKeys("purchases-posted-once", "each-chip-balances", "trial-balance-is-zero");
        JsonNode counts = report.path("results");
        assertThat(counts.path("approved").intValue()).isPositive();
        assertThat(counts.path("repeats").intValue()).isPositive();
        assertThat(counts.path("reversals").intValue()).isPositive();
        assertThat(counts.path("declined").path("unknown_card").intValue()).isPositive();
        assertThat(counts.path("declined").path("insufficient_funds").intValue())
                .isPositive();
        assertThat(counts.path("declined").path("card_blocked").intValue()).isPositive();
        assertThat(report.path("done").intValue())
                .isEqualTo(report.path("planned").intValue());
    }

    @Test
    void aPortalThatPostsARepeatTwiceIsFoundOut() {
        portal.forgetWhatWasDecided();
        JsonNode report = json(browser.postJson("/scenario/lunch-rush", DAY));
        assertThat(results(report))
                .containsEntry("purchases-posted-once", "FAIL")
                .containsEntry("purchases-sum", "FAIL")
                .containsEntry("repeats-answered-the-same", "FAIL")
                .containsEntry("each-chip-balances", "FAIL");
        assertThat(report.path("allPass").booleanValue()).isFalse();
    }

    @Test
    void anAbsentPortalEndsTheDayWithASentence() {
        portal.close();
        JsonNode report = json(browser.postJson("/scenario/lunch-rush", DAY));
        assertThat(results(report)).containsExactly(Map.entry("scenario-ran", "FAIL"));
        assertThat(report.path("invariants").get(0).path("detail").stringValue())
                .contains("The portal does not answer");
    }

    @Test
    void theReportIsFoundAgainAsPageAsTextAndAfterARestart() throws Exception {
        String page = location(browser.postForm("/scenario/lunch-rush", "pupils", "5", "tills", "2", "seed", "1"));
        while (browser.get(page, "Accept", "text/html")
                .headers()
                .firstValue("Refresh")
                .isPresent()) {
            Thread.sleep(50);
        }
        simulator.close();
        simulator = Simulator.start(new SimulatorOptions(0, 0, portal.address(), data, portal.keys(data)));
        browser = new Browser(simulator.baseUri());
        assertThat(browser.get(page, "Accept", "text/html").body()).contains("Alt stemmer", "PASS");
        assertThat(browser.get(page, "Accept", "text/plain").body()).contains("PASS  trial-balance-is-zero (0)");
        assertThat(browser.get("/scenario/lunch-rush", "Accept", "text/html").body())
                .contains(page);
    }

    @Test
    void theSameSeedGivesTheSameDay() {
        List<String> cards = List.of("A", "B", "C", "D");
        assertThat(RushPlan.visits(cards, List.of(), 5)).isEqualTo(RushPlan.visits(cards, List.of(), 5));
        assertThat(RushPlan.visits(cards, List.of(), 5)).isNotEqualTo(RushPlan.visits(cards, List.of(), 6));
    }

    @Test
    void percentilesAreNearestRank() {
        long[] hundred = java.util.stream.LongStream.rangeClosed(1, 100).toArray();
        assertThat(RushTally.percentile(hundred, 50)).isEqualTo(50);
        assertThat(RushTally.percentile(hundred, 99)).isEqualTo(99);
        assertThat(RushTally.percentile(new long[] {7}, 99)).isEqualTo(7);
        assertThat(RushTally.percentile(new long[0], 99)).isZero();
    }

    private static Map<String, String> results(JsonNode report) {
        Map<String, String> results = new TreeMap<>();
        for (JsonNode invariant : report.path("invariants")) {
            results.put(
                    invariant.path("name").stringValue(),
                    invariant.path("result").stringValue());
        }
        return results;
    }
}
