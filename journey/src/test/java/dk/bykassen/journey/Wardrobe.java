package dk.bykassen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dk.bykassen.journey.Tour.Stop;
import dk.bykassen.web.Frames;
import java.util.ArrayList;
import java.util.List;

/** Looks at pages in every language and in every tenant's colours, by day and by night. */
final class Wardrobe {

    private static final List<String> TENANTS = List.of("fjordby", "klosterby", "bypark", "nidby");
    private static final List<String> LANGUAGES = List.of("da", "nb", "en");

    private final JourneyTown town;
    private final Tourists tourists;
    private final List<String> findings = new ArrayList<>();

    Wardrobe(JourneyTown town) {
        this.town = town;
        this.tourists = new Tourists(town, Guest.Device.ORDINARY);
    }

    /**
     * What axe finds.
     *
     * @param thoroughly asks everything each time; else, of borrowed colours, only what colours can change
     */
    List<String> violations(List<Stop> stops, boolean thoroughly) {
        for (Stop stop : stops) {
            // The demo's front door has one language and one look.
            if (stop.isPortal()) {
                LANGUAGES.forEach(language -> look(stop, language, thoroughly));
            }
        }
        return findings;
    }

    private void look(Stop stop, String language, boolean thoroughly) {
        Guest guest = tourists.at(stop);
        guest.speak(language);
        stop.go().accept(guest);
        assertThat(guest.page().locator("html").getAttribute("lang")).isEqualTo(language);
        for (String theme : TENANTS) {
            wear(guest, theme);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                guest.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                boolean own = theme.equals(stop.tenant()) && scheme == ColorScheme.LIGHT;
                List<String> violations =
                        own || thoroughly ? Axe.violations(guest.page()) : Axe.violationsOfColour(guest.page());
                violations.forEach(violation ->
                        findings.add("%s %s as %s %s: %s".formatted(stop.where(), language, theme, scheme, violation)));
            }
        }
        guest.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** Puts a tenant's colours on the page. They come from the page's own host, as its rules want. */
    private void wear(Guest guest, String theme) {
        String address = "/assets/worn/" + theme + ".css";
        guest.page()
                .route(
                        "**" + address,
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/css")
                                .setBody(coloursOf(theme))));
        guest.page().evaluate("""
                address => new Promise(done => {
                    const link = document.querySelectorAll('link[rel=stylesheet]')[1];
                    link.onload = done;
                    link.onerror = done;
                    link.href = address;
                })""", address);
    }

    private String coloursOf(String tenant) {
        String address = town.bean(Frames.class).look(town.tenant(tenant)).theme();
        return town.world().visit(town.origin(tenant) + address).body();
    }
}
