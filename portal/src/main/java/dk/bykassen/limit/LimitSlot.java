package dk.bykassen.limit;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * One of the at most eight things a tenant counts, each over a day, a week and a month.
 *
 * @param slot 1 to 8
 * @param name in the tenant's words, as tills say it
 * @param matches the place or the item group; null for the other scopes
 * @param from start of the meal, local time; null for the other scopes
 * @param to end of the meal, which no longer belongs to it
 */
public record LimitSlot(
        int slot,
        String name,
        Scope scope,
        @Nullable String matches,
        @Nullable LocalTime from,
        @Nullable LocalTime to) {

    /** How many a tenant may have. */
    public static final int MOST = 8;

    /** What is counted: every purchase, those at a kind of place, lines of an item group, those during a meal. */
    public enum Scope {
        ALL,
        PLACE,
        GROUP,
        MEAL
    }

    public static LimitSlot ofAll(int slot, String name) {
        return new LimitSlot(slot, name, Scope.ALL, null, null, null);
    }

    public static LimitSlot ofPlace(int slot, String name, String place) {
        return new LimitSlot(slot, name, Scope.PLACE, place, null, null);
    }

    public static LimitSlot ofGroup(int slot, String name, String group) {
        return new LimitSlot(slot, name, Scope.GROUP, group, null, null);
    }

    public static LimitSlot ofMeal(int slot, String name, LocalTime from, LocalTime to) {
        return new LimitSlot(slot, name, Scope.MEAL, null, from, to);
    }

    /** Whether {@code time} of the tenant's day belongs to the meal. */
    public boolean isDuring(LocalTime time) {
        return from != null && to != null && !time.isBefore(from) && time.isBefore(to);
    }
}
