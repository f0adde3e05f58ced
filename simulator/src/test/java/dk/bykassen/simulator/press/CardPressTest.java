package dk.bykassen.simulator.press;

import static dk.bykassen.simulator.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card is ordered, made once, posted, and found in the letter box. */
class CardPressTest {

    private static final String ID = "01a1ff46-6def-7046-85ea-1d687e9eda31";
    private static final String KEY = "Bearer press-demo-key";
    private static final String CARD = """
            {"tenant":"klosterby","kind":"card","prefix":"4000","name":"Vilde Lund","street":"Klostergade 3",
             "postcode":"8890","city":"Klosterby"}""";

    @TempDir
    Path data;

    private Simulator simulator;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(new SimulatorOptions(0, 0, URI.create("http://localhost:1"), data, null));
        browser = new Browser(simulator.baseUri());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theSameOrderIsTheSameCardAndTheLetterSaysItsNumber() throws Exception {
        assertThat(json(order()).path("state").stringValue()).isEqualTo("working");
        assertThat(json(browser.get("/inbox/post")).isEmpty()).isTrue();
        order();
        waitForThePost();

        var made = json(browser.get("/press/orders/" + ID, "Authorization", KEY));
        assertThat(made.path("state").stringValue()).isEqualTo("sent");
        assertThat(made.path("printed").stringValue())
                .isEqualTo("4000 " + made.path("number").stringValue());
        var letters = json(browser.get("/inbox/post?to=Vilde%20Lund"));
        assertThat(letters.size()).isEqualTo(1);
        assertThat(letters.get(0).path("number")).isEqualTo(made.path("number"));
        assertThat(json(browser.get("/inbox/post?to=Emil")).isEmpty()).isTrue();
        assertThat(browser.get("/inbox/post", "Accept", "text/html").body()).contains("Vilde Lund", "Klostergade 3");
    }

    @Test
    void strangersNonsenseAndUnknownOrdersAreRefused() {
        assertThat(browser.put("/press/orders/" + ID, CARD).statusCode()).isEqualTo(401);
        assertThat(browser.put("/press/orders/" + ID, "{\"tenant\":\"x\"}", "Authorization", KEY)
                        .statusCode())
                .isEqualTo(422);
        assertThat(browser.get("/press/orders/" + ID, "Authorization", KEY).statusCode())
                .isEqualTo(404);
        assertThat(browser.postJson("/control/press", "{\"fault\":\"fire\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void itDoesWrongWhatItIsTold() {
        browser.postJson("/control/press", "{\"fault\":\"error500\"}");
        assertThat(order().statusCode()).isEqualTo(500);
        browser.postJson("/control/press", "{\"fault\":\"refuse\"}");
        assertThat(json(order()).path("state").stringValue()).isEqualTo("refused");
        assertThat(json(browser.get("/inbox/post")).isEmpty()).isTrue();
    }

    private HttpResponse<String> order() {
        return browser.put("/press/orders/" + ID, CARD, "Authorization", KEY);
    }

    /** The world's time goes on by an hour: the press is done. */
    private void waitForThePost() throws Exception {
        simulator.close();
        try (var database = dk.bykassen.simulator.store.Database.open(data)) {
            database.transaction(tx -> tx.update(
                    "update press_order set due_at = ?",
                    Instant.now().minusSeconds(60).toString()));
        }
        start();
    }
}
