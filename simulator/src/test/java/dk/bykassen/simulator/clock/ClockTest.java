package dk.bykassen.simulator.clock;

import static dk.bykassen.simulator.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time moves for the portal and the world around it together, or not at all. */
class ClockTest {

    private static final String PAYMENT = """
            {"order":{"items":[{"reference":"a","name":"a","quantity":1,"unit":"a","unitPrice":500,
            "grossTotalAmount":500,"netTotalAmount":500}],"amount":500,"currency":"DKK","reference":"FJ-1"},
            "checkout":{"integrationType":"HostedPaymentPage","returnUrl":"https://a.example/r",
            "termsUrl":"https://a.example/t","charge":true}}""";

    @TempDir
    Path data;

    @Test
    void theWorldFollowsThePortal() throws Exception {
        AtomicReference<String> asked = new AtomicReference<>("");
        AtomicInteger status = new AtomicInteger(200);
        HttpServer portal = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        portal.createContext("/demo/clock", exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"now\":\"2031-01-02T12:00:00+01:00\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        portal.start();
        URI address = URI.create("http://localhost:" + portal.getAddress().getPort());
        var options = new SimulatorOptions(0, 0, address, data, null);
        try (Simulator simulator = Simulator.start(options)) {
            Browser browser = new Browser(simulator.baseUri());
            var moved = browser.postJson("/control/clock", "{\"now\":\"2031-01-02T12:00:00+01:00\"}");
            assertThat(moved.statusCode()).isEqualTo(200);
            assertThat(json(moved).path("now").stringValue()).isEqualTo("2031-01-02T12:00:00+01:00");
            assertThat(asked.get()).isEqualTo("{\"now\":\"2031-01-02T12:00:00+01:00\"}");
            assertThat(createdAt(browser)).startsWith("2031-01-02T11:0");
            status.set(202);
            assertThat(browser.postJson("/control/clock", "{\"advance\":\"P1D\"}")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(createdAt(browser)).startsWith("2031-01-02T11:0");
            assertThat(browser.postJson("/control/clock", "{\"advance\":\"soon\"}")
                            .statusCode())
                    .isEqualTo(400);
        } finally {
            portal.stop(0);
        }
        try (Simulator simulator = Simulator.start(options)) {
            Browser browser = new Browser(simulator.baseUri());
            assertThat(createdAt(browser)).startsWith("2031-01-02T11:0");
            var away = browser.postJson("/control/clock", "{\"advance\":\"P90D\"}");
            assertThat(away.statusCode()).isEqualTo(502);
            assertThat(away.body()).contains("The portal does not answer");
            assertThat(createdAt(browser)).startsWith("2031-01-02T11:0");
        }
    }

    private static String createdAt(Browser browser) {
        String secret = "test-secret-key-fjordby";
        var created = browser.postJson("/nexi/v1/payments", PAYMENT, "Authorization", secret);
        String id = json(created).path("paymentId").stringValue();
        return json(browser.get("/nexi/v1/payments/" + id, "Authorization", secret))
                .path("payment")
                .path("created")
                .stringValue();
    }
}
