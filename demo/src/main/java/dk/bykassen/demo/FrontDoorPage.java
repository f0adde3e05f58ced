package dk.bykassen.demo;

import dk.bykassen.web.Look;
import java.util.List;

/**
 * What the front door shows.
 *
 * @param simulator where the simulator is
 */
public record FrontDoorPage(List<Door> doors, String simulator) {

    /** The way to one town's portal. */
    public record Door(Town town, String url, Look look) {}
}
