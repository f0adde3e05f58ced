package dk.bykassen.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A page to render: the template under {@code src/main/jte} without its ending, and what it shows. The template's first
 * parameter is always {@code Frame f}.
 */
public record Page(String template, HttpStatus status, Map<String, @Nullable Object> model) implements Answer {

    public static Page of(String template) {
        return new Page(template, HttpStatus.OK, Map.of());
    }

    public Page with(String name, @Nullable Object value) {
        var more = new LinkedHashMap<>(model);
        more.put(name, value);
        return new Page(template, status, more);
    }

    public Page withStatus(HttpStatus other) {
        return new Page(template, other, model);
    }

    /** The page again, with what was typed and what was wrong with it: 422. */
    public Page refused() {
        return withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
