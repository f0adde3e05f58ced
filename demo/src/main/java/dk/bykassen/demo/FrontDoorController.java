package dk.bykassen.demo;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Icons;
import dk.bykassen.web.Open;
import gg.jte.TemplateEngine;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page behind {@code localhost}: where everything in the demo is. */
@Controller
@Open
class FrontDoorController {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH)
            .withZone(ZoneId.of("Europe/Copenhagen"));

    private final TemplateEngine templates;
    private final Tenants tenants;
    private final Frames frames;
    private final Icons icons;
    private final DemoKeys keys;
    private final DemoClock clock;
    private final DemoOptions options;

    FrontDoorController(
            TemplateEngine templates,
            Tenants tenants,
            Frames frames,
            Icons icons,
            DemoKeys keys,
            DemoClock clock,
            DemoOptions options) {
        this.templates = templates;
        this.tenants = tenants;
        this.frames = frames;
        this.icons = icons;
        this.keys = keys;
        this.clock = clock;
        this.options = options;
    }

    @GetMapping(FrontDoor.PAGE)
    ResponseEntity<byte[]> page() {
        List<FrontDoorPage.Door> doors = doors();
        // Before the first start has founded them all there is nothing to show.
        if (doors.size() < Town.ALL.size()) {
            return text(MediaType.TEXT_PLAIN, "The demo is being made ready. Look again in a moment.\n");
        }
        var page = new FrontDoorPage(
                doors,
                Somebody.ALL,
                tills(),
                options.simulator().toString(),
                MOMENT.format(clock.instant()),
                clock.isMoved(),
                "http://localhost:" + options.managementPort(),
                "http://localhost:" + options.devicePort(),
                options.keysFile().toString(),
                icons.sheet());
        var text = new StringOutput(32 * 1024);
        templates.render("demo/front-door.jte", page, new OwaspHtmlTemplateOutput(text));
        return text(MediaType.TEXT_HTML, text.toString());
    }

    /** What the front door adds to the kit, and the towns' colours. */
    @GetMapping("/demo/front-door.css")
    ResponseEntity<byte[]> style() {
        String colours = Town.ALL.stream()
                .map(town -> ".door-%s { --sign: %s; --stripe: %s; }\n"
                        .formatted(town.slug(), town.signColour(), town.brand().accent()))
                .collect(Collectors.joining());
        return text(new MediaType("text", "css"), read("/front-door/front-door.css") + colours);
    }

    /** Customers of an older system, some lines of them wrong, for the desk to take over. */
    @GetMapping("/demo/customers.csv")
    ResponseEntity<byte[]> customers() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"nidby-customers.csv\"")
                .body(read("/front-door/customers.csv").getBytes(StandardCharsets.UTF_8));
    }

    private List<FrontDoorPage.Door> doors() {
        return Town.ALL.stream()
                .flatMap(town -> tenants.bySlug(town.slug()).stream()
                        .map(tenant ->
                                new FrontDoorPage.Door(town, options.originOf(town.slug()), frames.look(tenant))))
                .toList();
    }

    private List<FrontDoorPage.Till> tills() {
        return keys.tills().stream()
                .map(till -> new FrontDoorPage.Till(nameOf(till.tenant()), till.unit(), till.id(), till.key()))
                .toList();
    }

    private static String nameOf(String slug) {
        return Town.ALL.stream()
                .filter(town -> town.slug().equals(slug))
                .map(Town::name)
                .findFirst()
                .orElse(slug);
    }

    private static ResponseEntity<byte[]> text(MediaType type, String text) {
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String file) {
        try (InputStream in = FrontDoorController.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
