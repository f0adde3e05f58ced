package dk.bykassen.journey;

import com.microsoft.playwright.Page;
import dk.bykassen.journey.Tour.Stop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Pictures of every page, for people to look at: {@code -Dbykassen.screenshots=DIR}. */
@Journey
@Order(20)
@EnabledIfSystemProperty(named = "bykassen.screenshots", matches = ".+")
class ScreenshotsTest {

    private final JourneyTown town;

    ScreenshotsTest(JourneyTown town) {
        this.town = town;
    }

    @Test
    void onAPhoneAndOnADeskByDayAndByNight() {
        Path folder = Path.of(System.getProperty("bykassen.screenshots"));
        List<Stop> stops = Tour.everyPage(town);
        for (int width : new int[] {390, 1280}) {
            for (boolean dark : new boolean[] {false, true}) {
                Guest.Device device = Guest.Device.ORDINARY.width(width);
                Tourists tourists = new Tourists(town, dark ? device.dark() : device);
                for (Stop stop : stops) {
                    String file = "%s-%s%s-%d-%s.png"
                            .formatted(
                                    stop.tenant(),
                                    stop.name(),
                                    stop.who().isEmpty() ? "" : "-in",
                                    width,
                                    dark ? "dark" : "light");
                    Page page = tourists.at(stop).page();
                    // A window as high as the page, so that what sticks to its foot does not lie across the middle.
                    page.setViewportSize(width, (int) page.evaluate("() => document.documentElement.scrollHeight"));
                    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)));
                    page.setViewportSize(width, 900);
                }
            }
        }
    }
}
