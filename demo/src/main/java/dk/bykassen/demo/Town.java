package dk.bykassen.demo;

import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of the demo's four organisations, all invented, each as unlike the others as the real ones are. Business numbers fail
 * their check on purpose, so that they are nobody's.
 *
 * @param kind what it is, in plain English, for the front door
 */
public record Town(
        String slug,
        String name,
        String legalName,
        String prefix,
        String kind,
        Tenant.Country country,
        List<String> languages,
        List<String> services,
        Tenant.Brand brand,
        Tenant.Contact contact) {

    static final Town FJORDBY = new Town(
            "fjordby",
            "Fjordby Kommune",
            "Fjordby Kommune",
            "FJ",
            "A Danish municipality: pupils buy lunch with a chip, parents fill it.",
            Tenant.Country.DK,
            List.of("da", "nb", "en"),
            List.of("canteen"),
            new Tenant.Brand("#0b4a75", "#63c5cf", "band", "primary", 14, 133, false),
            new Tenant.Contact("70 00 00 10", "kantine@fjordby.example", "Havnegade 1, 4990 Fjordby", "10203040"));

    static final Town KLOSTERBY = new Town(
            "klosterby",
            "Klosterby Kommune",
            "Klosterby Kommune",
            "KL",
            "A Danish municipality: one card for its schools and clubs.",
            Tenant.Country.DK,
            List.of("da", "nb", "en"),
            List.of("town-card"),
            new Tenant.Brand("#97381f", "#e6ac2f", "paper", "accent", 6, 164, true),
            new Tenant.Contact(
                    "70 00 00 20", "bykort@klosterby.example", "Klostertorvet 4, 8890 Klosterby", "20304050"));

    static final Town BYPARK = new Town(
            "bypark",
            "ByPark",
            "ByPark A/S",
            "BP",
            "A private Danish parking operator with cameras.",
            Tenant.Country.DK,
            List.of("da", "nb", "en"),
            List.of("camera-parking", "space-rental", "permits", "objections"),
            new Tenant.Brand("#15191e", "#ffd60a", "night", "primary", 4, 147, false),
            new Tenant.Contact("70 00 00 30", "kundeservice@bypark.example", "Rampen 12, 2490 Storby", "30405060"));

    static final Town NIDBY = new Town(
            "nidby",
            "Nidby Parkering",
            "Nidby Parkering KF",
            "NI",
            "A Norwegian municipal parking company: permits, agreements, invoices.",
            Tenant.Country.NO,
            List.of("nb", "da", "en"),
            List.of("applications", "agreements", "invoices", "payment-agreements"),
            new Tenant.Brand("#00685a", "#a5dc78", "paper", "primary", 18, 116, true),
            new Tenant.Contact("73 00 00 40", "post@nidbyparkering.example", "Bryggegata 3, 7099 Nidby", "998877665"));

    static final List<Town> ALL = List.of(FJORDBY, KLOSTERBY, BYPARK, NIDBY);

    /** Whether people keep money on an account here. */
    boolean hasAccounts() {
        return services.contains("canteen") || services.contains("town-card");
    }

    /** What its logo is drawn to stand on. */
    String signColour() {
        return brand.header().equals("paper") ? "#ffffff" : brand.primary();
    }

    Founding.Charter charter() {
        boolean danish = country == Tenant.Country.DK;
        byte[] logo = drawing("logo");
        if (logo == null) {
            throw new IllegalStateException(slug + " has no logo");
        }
        return new Founding.Charter(
                slug,
                name,
                legalName,
                prefix,
                country,
                danish ? "DKK" : "NOK",
                danish ? "Europe/Copenhagen" : "Europe/Oslo",
                List.of(slug + ".localhost"),
                Stream.of(languages.toArray(String[]::new)).map(Locale::of).toList(),
                services,
                brand,
                contact,
                logo,
                drawing("logo-dark"),
                drawing("logo-mono"));
    }

    private byte @Nullable [] drawing(String name) {
        try (InputStream file = Town.class.getResourceAsStream("/brand/" + slug + "/" + name + ".svg")) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
