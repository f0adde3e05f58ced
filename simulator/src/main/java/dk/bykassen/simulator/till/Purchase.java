package dk.bykassen.simulator.till;

import dk.bykassen.simulator.web.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a till asks the portal to decide. */
public record Purchase(UUID id, String card, Instant at, List<Line> lines) {

    private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

    /** So many of one dish; {@link #amount} is the line's total. */
    public record Line(Dish dish, int quantity) {

        public long amount() {
            return dish.price() * quantity;
        }
    }

    public long total() {
        return lines.stream().mapToLong(Line::amount).sum();
    }

    byte[] json() {
        ObjectNode out = Json.object()
                .put("id", id.toString())
                .put("card", card)
                .put("at", at.atZone(ZONE).toOffsetDateTime().toString())
                .put("total", total());
        ArrayNode array = out.putArray("lines");
        for (Line line : lines) {
            ObjectNode written = array.addObject()
                    .put("text", line.dish().text())
                    .put("quantity", line.quantity())
                    .put("amount", line.amount())
                    .put("group", line.dish().group());
            ArrayNode allergens = written.putArray("allergens");
            line.dish().allergens().forEach(allergens::add);
        }
        return Json.write(out);
    }
}
