package dk.bykassen.simulator.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parameters of a query or a form, in the order they came. */
public final class Params {

    private final Map<String, List<String>> values;

    private Params(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Reads {@code a=1&b=2}. */
    public static Params parse(@Nullable String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (encoded != null) {
            for (String pair : encoded.split("&")) {
                if (!pair.isEmpty()) {
                    String[] parts = pair.split("=", 2);
                    values.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                            .add(parts.length == 2 ? decode(parts[1]) : "");
                }
            }
        }
        return new Params(values);
    }

    public Optional<String> first(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The first value, stripped; empty when there is none. */
    public String text(String name) {
        return first(name).orElse("").strip();
    }

    /** A whole number between the bounds, or the default when there is none or it is nonsense. */
    public int number(String name, int otherwise, int least, int most) {
        try {
            return Math.clamp(Long.parseLong(text(name)), least, most);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, "The parameters are not URL-encoded.");
        }
    }
}
