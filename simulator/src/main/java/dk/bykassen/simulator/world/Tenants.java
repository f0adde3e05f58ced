package dk.bykassen.simulator.world;

import java.util.Map;

/** The organisations that have an agreement with the brokers, by their short name. */
public final class Tenants {

    private static final Map<String, String> NAMES = Map.of(
            "fjordby", "Fjordby Kommune",
            "klosterby", "Klosterby Kommune",
            "bypark", "Bypark",
            "nidby", "Nidby kommune");

    private Tenants() {}

    /** The name people know; for an unknown short name, that name. */
    public static String nameOf(String slug) {
        return NAMES.getOrDefault(slug, slug);
    }

    public static boolean isKnown(String slug) {
        return NAMES.containsKey(slug);
    }
}
