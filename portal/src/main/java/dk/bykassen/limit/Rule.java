package dk.bykassen.limit;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one account may be spent on.
 *
 * @param limits 24 amounts in minor units, slot by slot (day, week, month); null where there is no limit
 * @param placesOff kinds of places the card is refused at
 * @param groupsOff item groups the card does not pay for
 * @param allergens codes of what the till refuses to sell
 * @param version counts changes, so that two who change it at once notice each other
 */
public record Rule(
        List<@Nullable Long> limits, Set<String> placesOff, Set<String> groupsOff, Set<String> allergens, int version) {

    static final int LIMITS = LimitSlot.MOST * Period.values().length;

    public Rule {
        placesOff = Collections.unmodifiableSortedSet(new TreeSet<>(placesOff));
        groupsOff = Collections.unmodifiableSortedSet(new TreeSet<>(groupsOff));
        allergens = Collections.unmodifiableSortedSet(new TreeSet<>(allergens));
    }

    /** Everything is allowed. */
    static Rule none() {
        return new Rule(Collections.nCopies(LIMITS, null), Set.of(), Set.of(), Set.of(), 0);
    }

    @Nullable
    public Long limit(int slot, Period period) {
        return limits.get(period.place(slot));
    }
}
