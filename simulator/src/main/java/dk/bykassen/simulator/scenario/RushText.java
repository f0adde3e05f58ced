package dk.bykassen.simulator.scenario;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A rush's report for a terminal. */
final class RushText {

    private RushText() {}

    static String of(JsonNode report) {
        StringBuilder out = new StringBuilder();
        out.append("Lunch rush at %s: %s, %d pupils, %d tills, seed %d%n"
                .formatted(
                        report.path("tenant").stringValue(""),
                        report.path("state").stringValue(""),
                        report.path("pupils").intValue(0),
                        report.path("tills").intValue(0),
                        report.path("seed").longValue(0)));
        JsonNode results = report.path("results");
        out.append("%d answers in %s s, %d a second; approved %d, repeats %d, reversals %d%n"
                .formatted(
                        report.path("answers").intValue(0),
                        seconds(report.path("millis").longValue(0)),
                        report.path("answersPerSecond").longValue(0),
                        results.path("approved").intValue(0),
                        results.path("repeats").intValue(0),
                        results.path("reversals").intValue(0)));
        for (Map.Entry<String, JsonNode> reason : results.path("declined").properties()) {
            out.append("declined, %s: %d%n"
                    .formatted(reason.getKey(), reason.getValue().intValue(0)));
        }
        JsonNode latency = report.path("latencyMicros");
        out.append("latency p50 %s ms, p95 %s ms, p99 %s ms, max %s ms%n"
                .formatted(
                        millis(latency, "p50"),
                        millis(latency, "p95"),
                        millis(latency, "p99"),
                        millis(latency, "max")));
        for (JsonNode invariant : report.path("invariants")) {
            out.append("%s  %s (%s)%n"
                    .formatted(
                            invariant.path("result").stringValue(""),
                            invariant.path("name").stringValue(""),
                            invariant.path("detail").stringValue("")));
        }
        return out.toString();
    }

    static String seconds(long millis) {
        return millis / 1000 + "." + millis % 1000 / 100;
    }

    static String millis(JsonNode latency, String name) {
        long micros = latency.path(name).longValue(0);
        return micros / 1000 + "." + micros % 1000 / 100;
    }
}
