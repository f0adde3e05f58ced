package dk.bykassen.demo;

import dk.bykassen.web.IconSheet;
import dk.bykassen.web.Look;
import gg.jte.Content;
import java.util.List;

/**
 * What the front door shows.
 *
 * @param simulator where the simulator is, without a slash at the end
 * @param now the demo's time, as it is read in Copenhagen
 * @param clockMoved whether that differs from real time
 * @param management where health and metrics are
 * @param devices where the device API is alone
 * @param keysFile the file with the same keys as on the page
 */
public record FrontDoorPage(
        List<Door> doors,
        List<Somebody> people,
        List<Till> tills,
        String simulator,
        String now,
        boolean clockMoved,
        String management,
        String devices,
        String keysFile,
        IconSheet icons) {

    /** The way to one town's portal. */
    public record Door(Town town, String url, Look look) {}

    /** A till with the key it shows. */
    public record Till(String town, String unit, String id, String key) {}

    public Door doorOf(Town town) {
        return doors.stream()
                .filter(door -> door.town().equals(town))
                .findFirst()
                .orElseThrow();
    }

    /** Where one of the demo's people signs in. */
    public String signIn(Somebody person) {
        return doorOf(person.town()).url() + "/sign-in";
    }

    public List<String> roles() {
        return Colleague.ROLES;
    }

    /** A town's staff, in the order of {@link #roles}. */
    public List<Colleague> staff(Town town) {
        return Colleague.in(town);
    }

    public String fjordby(String path) {
        return doorOf(Town.FJORDBY).url() + path;
    }

    public String klosterby(String path) {
        return doorOf(Town.KLOSTERBY).url() + path;
    }

    public String nidby(String path) {
        return doorOf(Town.NIDBY).url() + path;
    }

    public Content icon(String name) {
        return icons.icon(name);
    }

    /** The drawings of the icons used so far. */
    public Content symbols() {
        return icons::writeSymbols;
    }
}
