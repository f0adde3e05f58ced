package dk.bykassen.journey;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks axe what is wrong with a page: WCAG 2.2 A and AA, and what axe's makers think good practice. */
final class Axe {

    private static final String SCRIPT = script();
    private static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

    private Axe() {}

    /** Each violation with its first place; empty when there is none. */
    static List<String> violations(Page page) {
        return run(page, Map.of("type", "tag", "values", STANDARDS));
    }

    /** Only what another theme can change. */
    static List<String> violationsOfColour(Page page) {
        return run(page, Map.of("type", "rule", "values", COLOURS));
    }

    private static List<String> run(Page page, Map<String, Object> only) {
        page.evaluate(SCRIPT);
        Object found = page.evaluate("""
                only => axe.run(document, {
                    runOnly: only,
                    rules: only.type === 'tag' ? {'target-size': {enabled: true}} : {},
                    resultTypes: ['violations']
                }).then(result => result.violations.map(violation =>
                    violation.id + ' (' + violation.nodes.length + '): ' + violation.nodes[0].target + ' '
                        + violation.nodes[0].failureSummary.replace(/\\s+/g, ' ')))""", only);
        List<String> violations = new ArrayList<>();
        for (Object violation : (List<?>) found) {
            violations.add(String.valueOf(violation));
        }
        return violations;
    }

    private static String script() {
        try (InputStream file = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            if (file == null) {
                throw new IllegalStateException("axe.min.js is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
