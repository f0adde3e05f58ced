package dk.bykassen.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every page there is, each with the way to it: for tests that look at all of them. */
final class Tour {

    /**
     * A page.
     *
     * @param name for messages and file names
     * @param who is signed in; empty for a stranger
     * @param go leads there from anywhere
     */
    record Stop(String name, String tenant, String who, Consumer<Guest> go) {

        String where() {
            return tenant + (who.isEmpty() ? "" : " " + who) + " " + name;
        }

        /** Whether it is a tenant's page and not the demo's front door. */
        boolean isPortal() {
            return !name.startsWith("demo-");
        }
    }

    private Tour() {}

    /** Every page of every portal and the demo's front door. */
    static List<Stop> everyPage(JourneyTown town) {
        List<Stop> stops = new ArrayList<>();
        new PublicTour(town, stops).walk();
        new AccountTour(town, stops).walk();
        new PeopleTour(town, stops).walk();
        new DeskTour(town, stops).walk();
        new NewcomerTour(town, stops).walk();
        return stops;
    }

    /** The four pages that are looked at in every language and theme. */
    static List<Stop> fourPages(JourneyTown town) {
        List<Stop> stops = new ArrayList<>();
        new AccountTour(town, stops).fourPages();
        return stops;
    }
}
