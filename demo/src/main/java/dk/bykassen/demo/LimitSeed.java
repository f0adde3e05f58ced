package dk.bykassen.demo;

import dk.bykassen.limit.LimitSlot;
import dk.bykassen.limit.LimitSlots;
import java.time.LocalTime;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the towns count, and the kinds of items a parent may switch off. */
@Component
class LimitSeed {

    private static final List<String> GROUPS = List.of("food", "drink", "sweet");

    private final LimitSlots slots;

    LimitSeed(LimitSlots slots) {
        this.slots = slots;
    }

    /** For the town that is bound; written once, so that what somebody changed since stays changed. */
    void plant(Town town) {
        if (!slots.all().isEmpty()) {
            return;
        }
        if (town.equals(Town.KLOSTERBY)) {
            slots.decide(List.of(
                    LimitSlot.ofAll(1, "Alt"),
                    LimitSlot.ofPlace(2, "Skole dagligt", "school"),
                    LimitSlot.ofPlace(3, "Klub dagligt", "club")));
        } else {
            slots.decide(List.of(
                    LimitSlot.ofAll(1, "Alt"),
                    LimitSlot.ofGroup(2, "Sødt og snacks", "sweet"),
                    LimitSlot.ofMeal(3, "Frokost", LocalTime.of(11, 0), LocalTime.of(13, 0))));
        }
        slots.offerGroups(GROUPS);
    }
}
