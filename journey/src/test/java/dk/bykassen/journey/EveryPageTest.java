package dk.bykassen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dk.bykassen.journey.Tour.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What holds for every page: anybody can use it, on any screen and in any theme, and it weighs little. */
@Journey
@Order(10)
class EveryPageTest {

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
            Axe.violations(page).forEach(violation -> findings.add(stop.where() + " " + violation));
            page.setViewportSize(NARROW, 800);
            String wide = widest(page);
            if (!wide.isEmpty()) {
                findings.add(stop.where() + " scrolls sideways at 320 px: " + wide);
            }
            page.setViewportSize(1280, 900);
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void fourPagesAreReadableInEveryLanguageAndTheme() {
        assertThat(new Wardrobe(town).violations(Tour.fourPages(town), false)).isEmpty();
    }

    @Test
    void mineKontiWeighsLittle() {
        // Karen looks after a dozen children by now; Anna's is a family of ordinary size.
        Guest anna = town.guestAt("klosterby").signIn("Anna Lund");
        CDPSession wire = anna.context().newCDPSession(anna.page());
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
        anna.open("/accounts").page().waitForLoadState(LoadState.NETWORKIDLE);

        Map<String, Long> byType = new HashMap<>();
        weights.forEach((id, weight) -> byType.merge(types.getOrDefault(id, "?"), weight, Long::sum));
        long all = weights.values().stream().mapToLong(Long::longValue).sum();
        System.out.println("Mine Konti, cold: " + all + " bytes in " + weights.size() + " requests " + byType);
        assertThat(all).as("bytes of %s", byType).isLessThanOrEqualTo(40 * 1024);
        assertThat(weights.size()).as("requests").isLessThanOrEqualTo(6);
        assertThat(byType.getOrDefault("Stylesheet", 0L)).isLessThanOrEqualTo(16 * 1024);
        assertThat(byType.getOrDefault("Script", 0L)).isLessThanOrEqualTo(6 * 1024);
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

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }
}
