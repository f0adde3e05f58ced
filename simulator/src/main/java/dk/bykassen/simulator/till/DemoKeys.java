package dk.bykassen.simulator.till;

import dk.bykassen.simulator.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The file in which the demo leaves its tills' keys. Read at each use: it appears after the first start and may change. */
public final class DemoKeys {

    /** A till that stands in a unit, say a canteen, of a tenant. */
    public record Till(String tenant, String unit, String id, String key) {}

    /** A chip somebody in the demo carries. */
    public record Chip(String tenant, String card, String name) {}

    private final @Nullable Path file;

    public DemoKeys(@Nullable Path file) {
        this.file = file;
    }

    public List<Till> tills() {
        List<Till> tills = new ArrayList<>();
        for (JsonNode till : content().path("tills")) {
            tills.add(new Till(text(till, "tenant"), text(till, "unit"), text(till, "id"), text(till, "key")));
        }
        return tills;
    }

    public List<Till> tillsOf(String tenant) {
        return tills().stream().filter(till -> till.tenant().equals(tenant)).toList();
    }

    public Optional<Till> till(String id) {
        return tills().stream().filter(till -> till.id().equals(id)).findFirst();
    }

    List<Chip> chipsOf(String tenant) {
        List<Chip> chips = new ArrayList<>();
        for (JsonNode chip : content().path("chips")) {
            if (text(chip, "tenant").equals(tenant)) {
                chips.add(new Chip(tenant, text(chip, "card"), text(chip, "name")));
            }
        }
        return chips;
    }

    /** The file's content; empty while there is none, or while it is being written. */
    private JsonNode content() {
        try {
            return file != null && Files.exists(file) ? Json.parse(Files.readAllBytes(file)) : Json.object();
        } catch (IOException | Json.MalformedJson e) {
            return Json.object();
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : value.isNumber() ? value.toString() : "";
    }
}
