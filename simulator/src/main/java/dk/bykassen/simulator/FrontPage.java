package dk.bykassen.simulator;

import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Router;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** {@code /}: what is here. */
final class FrontPage {

    private final Pages pages;
    private final InstantSource clock;
    private final URI portal;

    FrontPage(Pages pages, InstantSource clock, URI portal) {
        this.pages = pages;
        this.clock = clock;
        this.portal = portal;
    }

    void addRoutes(Router router) {
        router.get("/", request -> {
            Page page = Page.of(request, request.words().say("front.title"));
            String now = request.words().time(clock.instant());
            return pages.show(request, 200, "front", page, Map.of("now", now, "portal", portal.toString()));
        });
    }
}
