package dk.bykassen.simulator.clock;

import dk.bykassen.simulator.net.Outgoing;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /control/clock}: moves the time of the portal and of the world around it together. The portal pauses its jobs,
 * moves, runs what is due and answers; only then is there an answer here.
 */
public final class ClockControl {

    /** The portal may have months of work to catch up with. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final SimulatorClock clock;
    private final URI portalClock;

    public ClockControl(SimulatorClock clock, URI portal) {
        this.clock = clock;
        this.portalClock = portal.resolve("/demo/clock");
    }

    public void addRoutes(Router router) {
        router.get(
                        "/control/clock",
                        request -> ask(HttpRequest.newBuilder(portalClock).GET()))
                .post("/control/clock", this::move);
    }

    private Answer move(Request request) throws InterruptedException {
        JsonNode wanted = request.isForm() ? fromForm(request) : request.json();
        Instant before = clock.instant();
        Instant started = Instant.now();
        // First, so that what the portal runs while moving meets a world of the same time.
        clock.set(target(wanted));
        boolean moved = false;
        try {
            Answer.Response answer = ask(HttpRequest.newBuilder(portalClock)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(Json.write(wanted))));
            moved = isGood(answer.status());
            return moved && request.wantsHtml() ? Answer.seeOther("/") : answer;
        } finally {
            if (!moved) {
                clock.set(before.plus(Duration.between(started, Instant.now())));
            }
        }
    }

    /** Asks the portal, and believes its time. */
    private Answer.Response ask(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer = Outgoing.client()
                    .send(
                            request.timeout(PATIENCE)
                                    .header("Accept", "application/json")
                                    .build(),
                            BodyHandlers.ofString());
            if (isGood(answer.statusCode())) {
                clock.set(instant(Json.parse(answer.body()).path("now").stringValue("")));
            }
            String type = answer.headers().firstValue("Content-Type").orElse("application/json");
            return Answer.of(answer.statusCode(), type, answer.body());
        } catch (IOException e) {
            throw new HttpProblem(502, "The portal does not answer, so the clock was not moved.");
        } catch (Json.MalformedJson e) {
            throw new HttpProblem(502, "The portal's clock gave an answer nobody understands.");
        }
    }

    /** 202 says the time has moved and some work is still being done. */
    private static boolean isGood(int status) {
        return status == 200 || status == 202;
    }

    private Instant target(JsonNode wanted) {
        if (wanted.path("reset").booleanValue(false)) {
            return Instant.now();
        }
        try {
            return wanted.has("advance")
                    ? clock.instant().plus(Duration.parse(wanted.path("advance").stringValue("")))
                    : instant(wanted.path("now").stringValue(""));
        } catch (DateTimeException | ArithmeticException e) {
            throw clockProblem();
        }
    }

    private static ObjectNode fromForm(Request request) {
        ObjectNode wanted = Json.object();
        if (request.form().first("reset").isPresent()) {
            return wanted.put("reset", true);
        }
        return wanted.put("advance", request.form().text("advance"));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw clockProblem();
        }
    }

    private static HttpProblem clockProblem() {
        return new HttpProblem(
                400, "Say {\"now\":\"2026-11-21T11:30:00+01:00\"}, {\"advance\":\"PT2H\"} or {\"reset\":true}.");
    }
}
