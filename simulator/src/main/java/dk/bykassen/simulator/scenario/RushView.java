package dk.bykassen.simulator.scenario;

import dk.bykassen.simulator.web.Words;
import dk.bykassen.simulator.world.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A rush for people. */
public record RushView(
        String id,
        String state,
        boolean running,
        String headline,
        boolean good,
        String started,
        String setting,
        int done,
        int planned,
        List<Fact> facts,
        List<Line> proof) {

    /** A figure with its name. */
    public record Fact(String name, String value) {}

    /** An invariant and whether it holds. */
    public record Line(String words, boolean holds, String detail) {}

    static RushView of(JsonNode report, Words words) {
        String state = report.path("state").stringValue("");
        boolean finished = state.equals("finished");
        boolean good = report.path("allPass").booleanValue(false);
        String headline = finished ? words.say(good ? "rush.pass" : "rush.fail") : words.say("rush.state." + state);
        return new RushView(
                report.path("id").stringValue(""),
                words.say("rush.state." + state),
                state.equals("running"),
                headline,
                good,
                words.time(Instant.parse(report.path("startedAt").stringValue(Instant.EPOCH.toString()))),
                words.say(
                        "rush.setting",
                        Tenants.nameOf(report.path("tenant").stringValue("")),
                        report.path("pupils").intValue(0),
                        report.path("tills").intValue(0),
                        report.path("seed").longValue(0)),
                report.path("done").intValue(0),
                report.path("planned").intValue(0),
                facts(report, words),
                proof(report, words));
    }

    private static List<Fact> facts(JsonNode report, Words words) {
        List<Fact> facts = new ArrayList<>();
        JsonNode results = report.path("results");
        if (results.isMissingNode()) {
            return facts;
        }
        facts.add(new Fact(words.say("rush.approved"), results.path("approved").toString()));
        for (Map.Entry<String, JsonNode> reason : results.path("declined").properties()) {
            String why = words.sayOr("till.reason." + reason.getKey(), reason.getKey());
            facts.add(new Fact(
                    words.say("till.declined") + ": " + why, reason.getValue().toString()));
        }
        facts.add(new Fact(words.say("rush.repeats"), results.path("repeats").toString()));
        facts.add(
                new Fact(words.say("rush.reversals"), results.path("reversals").toString()));
        facts.add(new Fact(words.say("rush.answers"), report.path("answers").toString()));
        if (report.has("millis")) {
            facts.add(new Fact(
                    words.say("rush.duration"),
                    RushText.seconds(report.path("millis").longValue(0)) + " s"));
            facts.add(new Fact(
                    words.say("rush.rate"), report.path("answersPerSecond").toString()));
        }
        for (String percentile : List.of("p50", "p95", "p99", "max")) {
            facts.add(new Fact(
                    words.say("rush.latency", percentile),
                    RushText.millis(report.path("latencyMicros"), percentile) + " ms"));
        }
        return facts;
    }

    private static List<Line> proof(JsonNode report, Words words) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode invariant : report.path("invariants")) {
            String name = invariant.path("name").stringValue("");
            lines.add(new Line(
                    words.sayOr("rush.proof." + name, name),
                    invariant.path("result").stringValue("").equals("PASS"),
                    invariant.path("detail").stringValue("")));
        }
        return lines;
    }
}
