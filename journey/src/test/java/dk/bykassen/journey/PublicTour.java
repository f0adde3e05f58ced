package dk.bykassen.journey;

import java.util.List;

/** What everybody sees. */
final class PublicTour extends TourPart {

    private static final List<String> PUBLIC = List.of(
            "/", "/sign-in", "/help", "/contact", "/terms", "/privacy", "/accessibility", "/status", "/no-such-page");

    PublicTour(JourneyTown town, List<Tour.Stop> stops) {
        super(town, stops);
    }

    @Override
    void walk() {
        add("demo-front-door", "fjordby", "", guest -> guest.open(town.origin("") + "/"));
        for (String tenant : List.of("fjordby", "klosterby", "bypark", "nidby")) {
            for (String path : PUBLIC) {
                add(path.equals("/") ? "front" : path.substring(1), tenant, "", path);
            }
        }
        add("sign-in-aborted", "fjordby", "", "/sign-in?why=aborted");
        add("signed-out", "fjordby", "", "/signed-out");
    }
}
