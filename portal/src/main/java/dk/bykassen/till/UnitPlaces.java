package dk.bykassen.till;

import dk.bykassen.limit.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the limits' page where cards are used. */
@Component
class UnitPlaces implements Places {

    private final TillStore store;

    UnitPlaces(TillStore store) {
        this.store = store;
    }

    @Override
    @Transactional(readOnly = true)
    public SortedMap<String, List<String>> byKind() {
        var places = new TreeMap<String, List<String>>();
        store.units()
                .forEach(unit -> places.computeIfAbsent(unit.place(), kind -> new ArrayList<>())
                        .add(unit.name()));
        return places;
    }
}
