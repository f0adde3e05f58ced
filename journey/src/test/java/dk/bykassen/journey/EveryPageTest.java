package dk.bykassen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dk.bykassen.journey.Tour.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for every page: anybody can use it, on any screen and in any theme, and it weighs little. */
@Journey
@Order(10)
class EveryPageTest {

    private static final List<String> TENANTS = List.of("fjordby", "klosterby", "bypark", "nidby");
    private static final List<String> LANGUAGES = List.of("da", "nb", "en");
    /** WCAG 2.2, 1.4.10: what fits here needs no sideways scrolling at 400 %. */
    private static final int NARROW = 320;

    private final JourneyTown town;

    EveryPageTest(JourneyTown town) {
        this.town = town;
    }

    @Test
    void isAccessibleAndFitsANarrowScreen() {
        List<String> findings = new ArrayList<>();
        Tourists tourists = new Tourists(town, Guest.Device.ORDINARY);
        for (Stop stop : Tour.everyPage(town)) {
            Page page = tourists.at(stop).page();
            Axe.violations(page).forEach(violation -> findings.add(where(stop) + " " + violation));
            page.setViewportSize(NARROW, 800);
            String wide = widest(page);
            if (!wide.isEmpty()) {
                findings.add(where(stop) + " scrolls sideways at 320 px: " + wide);
            }
            page.setViewportSize(1280, 900);
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void fourPagesAreReadableInEveryLanguageAndTheme() {
        List<String> findings = new ArrayList<>();
        Tourists tourists = new Tourists(town, Guest.Device.ORDINARY);
        for (Stop stop : Tour.fourPages(town)) {
            lookInEveryLanguageAndTheme(stop, tourists, false, findings);
        }
        assertThat(findings).isEmpty();
    }

    /** All pages in all languages and themes takes many minutes: {@code ./bykassen test axe-all}. */
    @Test
    @Tag("axe-all")
    void isAccessibleInEveryLanguageAndTheme() {
        List<String> findings = new ArrayList<>();
        Tourists tourists = new Tourists(town, Guest.Device.ORDINARY);
        for (Stop stop : Tour.everyPage(town)) {
            lookInEveryLanguageAndTheme(stop, tourists, true, findings);
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void mineKontiWeighsLittle() {
        Guest karen = town.guestAt("fjordby").signIn("Karen Holm");
        CDPSession wire = karen.context().newCDPSession(karen.page());
        Map<String, String> types = new HashMap<>();
        Map<String, Long> weights = new HashMap<>();
        wire.on(
                "Network.responseReceived",
                event -> types.put(id(event), event.get("type").getAsString()));
        wire.on(
                "Network.loadingFinished",
                event -> weights.put(id(event), event.get("encodedDataLength").getAsLong()));
        wire.send("Network.enable");
        JsonObject disabled = new JsonObject();
        disabled.addProperty("cacheDisabled", true);
        wire.send("Network.setCacheDisabled", disabled);
        karen.open("/accounts").page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);

        Map<String, Long> byType = new HashMap<>();
        weights.forEach((id, weight) -> byType.merge(types.getOrDefault(id, "?"), weight, Long::sum));
        long all = weights.values().stream().mapToLong(Long::longValue).sum();
        System.out.println("Mine Konti, cold: " + all + " bytes in " + weights.size() + " requests " + byType);
        assertThat(all).as("bytes of %s", byType).isLessThanOrEqualTo(40 * 1024);
        assertThat(weights.size()).as("requests").isLessThanOrEqualTo(6);
        assertThat(byType.getOrDefault("Stylesheet", 0L)).isLessThanOrEqualTo(16 * 1024);
        assertThat(byType.getOrDefault("Script", 0L)).isLessThanOrEqualTo(6 * 1024);
    }

    private void lookInEveryLanguageAndTheme(Stop stop, Tourists tourists, boolean thoroughly, List<String> findings) {
        boolean isPortal = !stop.name().startsWith("demo-");
        for (String language : isPortal ? LANGUAGES : List.of("en")) {
            Guest guest = tourists.at(stop);
            if (isPortal) {
                guest.speak(language);
                stop.go().accept(guest);
                assertThat(guest.page().locator("html").getAttribute("lang")).isEqualTo(language);
            }
            for (String theme : TENANTS) {
                wear(guest, theme);
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    guest.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    boolean own = theme.equals(stop.tenant()) && scheme == ColorScheme.LIGHT;
                    List<String> violations =
                            own || thoroughly ? Axe.violations(guest.page()) : Axe.violationsOfColour(guest.page());
                    violations.forEach(violation -> findings.add(
                            where(stop) + " " + language + " as " + theme + " " + scheme + " " + violation));
                }
            }
            guest.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        }
    }

    /** Puts another tenant's colours on the page. They come from the page's own host, as its rules want. */
    private void wear(Guest guest, String theme) {
        String address = "/assets/worn/" + theme + ".css";
        guest.page()
                .route(
                        "**" + address,
                        route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                                .setContentType("text/css")
                                .setBody(themeOf(theme))));
        guest.page().evaluate("""
                address => new Promise(done => {
                    const link = document.querySelectorAll('link[rel=stylesheet]')[1];
                    link.onload = done;
                    link.onerror = done;
                    link.href = address;
                })""", address);
    }

    private String themeOf(String tenant) {
        return town.world()
                .visit(town.origin(tenant)
                        + town.bean(dk.bykassen.web.Frames.class)
                                .look(town.tenant(tenant))
                                .theme())
                .body();
    }

    /** What sticks out of the window; empty when nothing does. */
    private static String widest(Page page) {
        return String.valueOf(page.evaluate("""
                () => {
                    const limit = document.documentElement.clientWidth;
                    if (document.documentElement.scrollWidth <= limit) {
                        return '';
                    }
                    const out = [...document.querySelectorAll('body *')]
                        .filter(element => element.getBoundingClientRect().right > limit + 1)
                        .map(element => element.tagName.toLowerCase() + '.' + element.className);
                    return document.documentElement.scrollWidth + ' px: ' + out.slice(-3).join(', ');
                }"""));
    }

    private static String where(Stop stop) {
        return stop.tenant() + (stop.who().isEmpty() ? "" : " " + stop.who()) + " " + stop.name();
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }
}
