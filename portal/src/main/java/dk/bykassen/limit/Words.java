package dk.bykassen.limit;

import dk.bykassen.web.Frame;
import java.util.Set;

/** What to call the kinds of places and the item groups that towns have in common; others go by the town's own word. */
public final class Words {

    private static final Set<String> PLACES = Set.of("school", "club", "canteen", "pool");
    private static final Set<String> GROUPS = Set.of("food", "hot-meal", "drink", "fruit", "sweet");

    private Words() {}

    public static String place(Frame f, String place) {
        return PLACES.contains(place) ? f.t("limit.place." + place) : place;
    }

    public static String group(Frame f, String group) {
        return GROUPS.contains(group) ? f.t("limit.group." + group) : group;
    }

    /** What a slot counts, as a parent calls it; the tenant's own word for a meal. */
    public static String slot(Frame f, LimitSlot slot) {
        return switch (slot.scope()) {
            case ALL -> f.t("limit.all");
            case PLACE -> slot.matches() == null ? slot.name() : place(f, slot.matches());
            case GROUP -> slot.matches() == null ? slot.name() : group(f, slot.matches());
            case MEAL -> slot.name();
        };
    }
}
