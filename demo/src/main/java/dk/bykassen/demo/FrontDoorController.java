package dk.bykassen.demo;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Open;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page behind {@code localhost}: where everything in the demo is. */
@Controller
@Open
class FrontDoorController {

    private final TemplateEngine templates;
    private final Tenants tenants;
    private final Frames frames;
    private final DemoOptions options;

    FrontDoorController(TemplateEngine templates, Tenants tenants, Frames frames, DemoOptions options) {
        this.templates = templates;
        this.tenants = tenants;
        this.frames = frames;
        this.options = options;
    }

    @GetMapping(FrontDoor.PAGE)
    ResponseEntity<byte[]> page() {
        List<FrontDoorPage.Door> doors = Town.ALL.stream()
                .flatMap(town -> tenants.bySlug(town.slug()).stream()
                        .map(tenant ->
                                new FrontDoorPage.Door(town, options.originOf(town.slug()), frames.look(tenant))))
                .toList();
        var text = new StringOutput(16 * 1024);
        templates.render(
                "demo/front-door.jte",
                Map.of("page", new FrontDoorPage(doors, options.simulator().toString())),
                text);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What the front door adds to the kit: the towns' colours. */
    @GetMapping("/demo/front-door.css")
    ResponseEntity<String> style() {
        String colours = Town.ALL.stream()
                .map(town -> ".door-%s{--door:%s;--door-2:%s}"
                        .formatted(
                                town.slug(),
                                town.brand().primary(),
                                town.brand().accent()))
                .collect(Collectors.joining("\n"));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                .body(colours);
    }
}
