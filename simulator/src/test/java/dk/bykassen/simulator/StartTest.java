package dk.bykassen.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.simulator.store.DataInUse;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that cannot be says why in one sentence. */
class StartTest {

    private static final URI PORTAL = URI.create("http://localhost:1");

    @TempDir
    Path data;

    @TempDir
    Path other;

    @Test
    void takenPortsAndDataInUseAreNamed() throws Exception {
        try (Simulator first = Simulator.start(new SimulatorOptions(0, 0, PORTAL, data, null))) {
            assertThatThrownBy(() -> Simulator.start(new SimulatorOptions(first.port(), 0, PORTAL, other, null)))
                    .isInstanceOf(BindException.class)
                    .hasMessage("Port " + first.port() + " is already in use, so the simulator cannot start.");
            assertThatThrownBy(() -> Simulator.start(new SimulatorOptions(0, first.smtpPort(), PORTAL, other, null)))
                    .isInstanceOf(BindException.class)
                    .hasMessageStartingWith("Port " + first.smtpPort() + " is already in use");
            assertThatThrownBy(() -> Simulator.start(new SimulatorOptions(0, 0, PORTAL, data, null)))
                    .isInstanceOf(DataInUse.class)
                    .hasMessageContaining("is another simulator running on it?");
        }
    }

    @Test
    void theMailServerIsThreePortsUpUnlessToldOtherwise() {
        var options = SimulatorOptions.parse("--port", "8081", "--portal", "http://localhost:8080", "--data", "x");
        assertThat(options.smtpPort()).isEqualTo(8084);
        assertThat(options.keys()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port 8081", "--port x --portal http://a --data b", "--port", "--prot 1 --portal a --data b"})
    void nonsenseIsRefused(String arguments) {
        assertThatThrownBy(() -> SimulatorOptions.parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePathsOfStrangersAndOtherMethodsAreToldPlainly() throws Exception {
        try (Simulator simulator = Simulator.start(new SimulatorOptions(0, 0, PORTAL, data, null))) {
            Browser browser = new Browser(simulator.baseUri());
            assertThat(browser.get("/", "Accept", "text/html").body()).contains("KUN TEST", "Verden uden for portalen");
            assertThat(browser.get("/nowhere").statusCode()).isEqualTo(404);
            assertThat(browser.postJson("/eid/mitid/jwks", "{}").statusCode()).isEqualTo(405);
            assertThat(browser.get("/nowhere<script>".replace("<", "%3C").replace(">", "%3E"), "Accept", "text/html")
                            .body())
                    .doesNotContain("<script>");
            assertThat(browser.get("/assets/sim.css").headers().firstValue("X-Content-Type-Options"))
                    .contains("nosniff");
        }
    }
}
