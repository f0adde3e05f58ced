package dk.bykassen.journey;

import java.util.List;
import java.util.function.Consumer;

/** Some of the stops of the tour. */
abstract class TourPart {

    static final String KAREN = "Karen Holm";

    final JourneyTown town;
    private final List<Tour.Stop> stops;

    TourPart(JourneyTown town, List<Tour.Stop> stops) {
        this.town = town;
        this.stops = stops;
    }

    /** Writes its stops down, in the order of a visit. */
    abstract void walk();

    final void add(String name, String tenant, String who, String path) {
        add(name, tenant, who, guest -> guest.open(path));
    }

    final void add(String name, String tenant, String who, Consumer<Guest> go) {
        stops.add(new Tour.Stop(name, tenant, who, go));
    }
}
