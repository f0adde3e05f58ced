package dk.bykassen.demo;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.till.Tills;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Canteens and clubs with a till each, and the first lunch, bought over the till API as any till would. */
@Component
class TillSeed {

    /** @param place the kind of place, which a parent may close an account to */
    private record Unit(String name, String place) {}

    private static final Map<Town, List<Unit>> UNITS = Map.of(
            Town.FJORDBY,
            List.of(
                    new Unit("Fjordskolens kantine", "school"),
                    new Unit("Havneskolens kantine", "school"),
                    new Unit("Bakkeskolens kantine", "school")),
            Town.KLOSTERBY,
            List.of(new Unit("Klosterskolens kantine", "school"), new Unit("Ungdomsklubben Broen", "club")));

    private final Tills tills;
    private final DemoKeys keys;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final DemoOptions options;
    private final InstantSource clock;
    private final JsonMapper json;

    TillSeed(
            Tills tills,
            DemoKeys keys,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            DemoOptions options,
            InstantSource clock,
            JsonMapper json) {
        this.tills = tills;
        this.keys = keys;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.options = options;
        this.clock = clock;
        this.json = json;
    }

    /** For the town that is bound. A till whose key was lost is replaced by a new one. */
    void plant(Town town) {
        for (Unit unit : UNITS.getOrDefault(town, List.of())) {
            UUID id = unit(unit.name()).orElseGet(() -> tills.openUnit(unit.name(), unit.place()));
            boolean isKnown = keys.till(town.slug(), unit.name())
                    .filter(till -> isInUse(UUID.fromString(till.id())))
                    .isPresent();
            if (!isKnown) {
                Tills.AddedTill till = tills.addTill(id, "Kasse 1");
                keys.keep(new DemoKeys.Till(town.slug(), unit.name(), till.id().toString(), till.key()));
            }
        }
    }

    /** Emil's lunch, unless {@code card} has bought something before. */
    void firstLunch(String card) throws InterruptedException {
        if (hasBought(card)) {
            return;
        }
        Instant now = clock.instant();
        Map<String, Object> purchase = Map.of(
                "id", Uuid7.at(now).toString(),
                "card", card,
                "at", now.toString(),
                "total", 14_00,
                "lines", List.of(line("Ostehaps", 3_00), line("Yoghurt", 6_00), line("Stor grovbolle", 5_00)));
        DemoKeys.Till till =
                keys.till(Tenants.current().slug(), "Fjordskolens kantine").orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + options.devicePort() + "/api/v1/purchases"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + till.key())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(purchase)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"approved\"")) {
                throw new IllegalStateException("the first lunch was not approved: " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the first lunch could not be bought", e);
        }
    }

    private static Map<String, Object> line(String text, long amount) {
        return Map.of("text", text, "quantity", 1, "amount", amount, "group", "food");
    }

    private Optional<UUID> unit(String name) {
        return transactions.execute(status -> jdbc.sql("select public_id from till.unit where name = ?")
                .param(name)
                .query(UUID.class)
                .optional());
    }

    private boolean isInUse(UUID till) {
        return holds("select exists (select from till.till where public_id = ? and retired_at is null)", till);
    }

    private boolean hasBought(String card) {
        return holds("select exists (select from till.purchase where card_number = ?)", card);
    }

    private boolean holds(String question, Object parameter) {
        return transactions.execute(status ->
                jdbc.sql(question).param(parameter).query(Boolean.class).single());
    }
}
