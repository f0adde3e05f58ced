package dk.bykassen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A school's lunch hour at several tills, with repeats and bad cards; afterwards every krone is where it belongs. */
@Journey
@Order(8)
class LunchRushTest {

    private final JourneyTown town;

    LunchRushTest(JourneyTown town) {
        this.town = town;
    }

    @Test
    void leavesTheBooksInOrder() {
        JsonNode report = town.world()
                .post(
                        town.world().at("/scenario/lunch-rush"),
                        Map.of("tenant", "fjordby", "pupils", 60, "tills", 4, "seed", 7));
        List<String> failed = new ArrayList<>();
        for (JsonNode invariant : report.path("invariants")) {
            if (!invariant.path("result").stringValue("").equals("PASS")) {
                failed.add(invariant.toString());
            }
        }
        assertThat(failed).isEmpty();
        assertThat(report.path("invariants").size()).isGreaterThanOrEqualTo(8);
        assertThat(report.path("allPass").booleanValue(false)).isTrue();
    }
}
