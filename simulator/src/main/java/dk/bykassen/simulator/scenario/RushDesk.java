package dk.bykassen.simulator.scenario;

import dk.bykassen.simulator.scenario.RushPlan.Visit;
import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.till.DemoKeys;
import dk.bykassen.simulator.till.DemoKeys.Till;
import dk.bykassen.simulator.till.TillClient;
import dk.bykassen.simulator.web.Json;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs lunch rushes, one at a time, and keeps their reports so that they can be left and found again. */
public final class RushDesk implements AutoCloseable {

    /** What the gateway believes it has charged and refunded for a tenant. */
    public record GatewayTotals(long charged, long refunded) {}

    /** How big a day: the seed decides who buys what. */
    record Order(String tenant, int pupils, int tills, long seed) {}

    private final Database database;
    private final DemoKeys keys;
    private final TillClient client;
    private final DemoPortal portal;
    private final InstantSource clock;
    private final Function<String, GatewayTotals> gateway;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    public RushDesk(
            Database database,
            DemoKeys keys,
            TillClient client,
            URI portal,
            InstantSource clock,
            Function<String, GatewayTotals> gateway) {
        this.database = database;
        this.keys = keys;
        this.client = client;
        this.portal = new DemoPortal(portal);
        this.clock = clock;
        this.gateway = gateway;
        interruptOldRuns();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Queues a rush and returns its id at once. */
    String start(Order order) {
        String id = UUID.randomUUID().toString();
        ObjectNode report = Json.object()
                .put("id", id)
                .put("state", "running")
                .put("startedAt", Instant.now().toString())
                .put("tenant", order.tenant())
                .put("pupils", order.pupils())
                .put("tills", order.tills())
                .put("seed", order.seed())
                .put("planned", 0);
        keep(id, report);
        thread.submit(() -> run(id, order, report));
        return id;
    }

    Optional<JsonNode> find(String id) {
        return database.transaction(tx -> tx.first("select report from rush where id = ?", row -> row.getString(1), id))
                .map(Json::parse);
    }

    List<JsonNode> latest() {
        return database
                .transaction(tx ->
                        tx.list("select report from rush order by started_at desc limit 20", row -> row.getString(1)))
                .stream()
                .map(Json::parse)
                .toList();
    }

    private void run(String id, Order order, ObjectNode report) {
        Proof proof = new Proof();
        RushTally tally = new RushTally();
        try {
            play(id, order, report, proof, tally);
            report.put("state", "finished");
        } catch (DemoPortal.Unavailable e) {
            proof.impossible(String.valueOf(e.getMessage()));
            report.put("state", "finished");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            e.printStackTrace();
            proof.impossible(e.toString());
            report.put("state", "finished");
        }
        write(report, proof);
        keep(id, report);
    }

    private void play(String id, Order order, ObjectNode report, Proof proof, RushTally tally)
            throws DemoPortal.Unavailable, InterruptedException {
        List<Till> tills = lanes(order);
        if (tills.isEmpty()) {
            throw new DemoPortal.Unavailable("There is no till of " + order.tenant() + " in the demo's keys.");
        }
        DemoPortal.School school = portal.pupils(order.tenant(), order.pupils());
        JsonNode before = portal.books(order.tenant());
        List<Visit> visits = RushPlan.visits(List.copyOf(school.balances().keySet()), school.blocked(), order.seed());
        report.put("planned", visits.size());
        long start = System.nanoTime();
        try (var watch = Executors.newSingleThreadScheduledExecutor()) {
            watch.scheduleAtFixedRate(() -> keep(id, withTally(report, tally)), 0, 1, TimeUnit.SECONDS);
            new LunchRush(client, clock, tally).serve(tills, visits);
            watch.shutdown();
        }
        long millis = Math.max(1, (System.nanoTime() - start) / 1_000_000);
        withTally(report, tally).put("millis", millis).put("answersPerSecond", tally.answers() * 1000L / millis);
        proof.ofAnswers(tally);
        JsonNode after = portal.books(order.tenant());
        proof.ofBooks(before, after, tally);
        GatewayTotals totals = gateway.apply(order.tenant());
        proof.ofGateway(after, totals.charged(), totals.refunded());
        proof.ofChips(client, tills.getFirst(), school.balances(), tally);
    }

    /** As many lanes as wanted; where the tenant has fewer tills, several lanes share one key. */
    private List<Till> lanes(Order order) {
        List<Till> known = keys.tillsOf(order.tenant());
        List<Till> lanes = new ArrayList<>();
        for (int i = 0; i < order.tills() && !known.isEmpty(); i++) {
            lanes.add(known.get(i % known.size()));
        }
        return lanes;
    }

    private static ObjectNode withTally(ObjectNode report, RushTally tally) {
        synchronized (report) {
            tally.writeTo(report);
        }
        return report;
    }

    private static void write(ObjectNode report, Proof proof) {
        synchronized (report) {
            ArrayNode invariants = report.putArray("invariants");
            for (Proof.Invariant invariant : proof.invariants()) {
                invariants
                        .addObject()
                        .put("name", invariant.name())
                        .put("result", invariant.holds() ? "PASS" : "FAIL")
                        .put("detail", invariant.detail());
            }
            report.put("allPass", proof.invariants().stream().allMatch(Proof.Invariant::holds));
        }
    }

    private void keep(String id, ObjectNode report) {
        String text;
        synchronized (report) {
            text = Json.text(report);
        }
        database.transaction(tx -> tx.update("""
                insert into rush (id, started_at, report) values (?, ?, ?)
                on conflict (id) do update set report = excluded.report
                """, id, report.path("startedAt").stringValue(""), text));
    }

    /** A run that a stop has cut off will never end by itself. */
    private void interruptOldRuns() {
        for (JsonNode report : latest()) {
            if (report instanceof ObjectNode old
                    && old.path("state").stringValue("").equals("running")) {
                keep(old.path("id").stringValue(""), old.put("state", "interrupted"));
            }
        }
    }
}
