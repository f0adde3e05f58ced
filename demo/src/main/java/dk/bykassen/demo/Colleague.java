package dk.bykassen.demo;

import java.util.List;
import java.util.Map;

/**
 * A member of a town's staff, as the simulated directory of employees knows them. All are invented.
 *
 * @param role what the directory says the person may do, in plain words
 */
public record Colleague(Town town, String name, String role) {

    static final List<String> ROLES = List.of(
            "every role", "customer service", "cashier", "parking officer", "finance", "administrator", "auditor");

    private static final Map<Town, List<String>> NAMES = Map.of(
            Town.FJORDBY,
            List.of("Birgit Dam", "Henrik Skov", "Lone Krag", "Torben Hede", "Mette Bro", "Søren Toft", "Inger Kvist"),
            Town.KLOSTERBY,
            List.of("Else Ravn", "Ib Storm", "Grethe Lyng", "Palle Kjær", "Ulla Stenholt", "Bent Mark", "Hanne Lilje"),
            Town.BYPARK,
            List.of("Tina Vang", "Omar Said", "Rikke Hald", "Jonas Berg", "Dorte Vest", "Kim Aagaard", "Lis Munk"),
            Town.NIDBY,
            List.of(
                    "Solveig Moen",
                    "Terje Lie",
                    "Anne Haug",
                    "Knut Foss",
                    "Ragnhild Bakke",
                    "Øyvind Strand",
                    "Marit Vold"));

    /** Somebody with every role, then one for each. */
    static List<Colleague> in(Town town) {
        List<String> names = NAMES.getOrDefault(town, List.of());
        return names.stream()
                .map(name -> new Colleague(town, name, ROLES.get(names.indexOf(name))))
                .toList();
    }
}
