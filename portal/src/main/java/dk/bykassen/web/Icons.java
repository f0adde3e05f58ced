package dk.bykassen.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** All icons of the kit, drawn on a 24 grid; read once from {@code icons.svg}. */
@Component
public class Icons {

    private static final Pattern SYMBOL = Pattern.compile("<symbol id=\"([a-z0-9-]+)\".*?</symbol>", Pattern.DOTALL);

    private final Map<String, String> symbols;

    Icons() {
        symbols = read();
    }

    /** For one page. */
    public IconSheet sheet() {
        return new IconSheet(this);
    }

    /** The symbol's own markup. @throws IllegalArgumentException when the kit has no such icon */
    String symbol(String name) {
        String symbol = symbols.get(name);
        if (symbol == null) {
            throw new IllegalArgumentException("the kit has no icon " + name);
        }
        return symbol;
    }

    private static Map<String, String> read() {
        try (InputStream file = Icons.class.getResourceAsStream("/icons.svg")) {
            if (file == null) {
                throw new IllegalStateException("icons.svg is missing");
            }
            var found = new LinkedHashMap<String, String>();
            var match = SYMBOL.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            while (match.find()) {
                found.put(match.group(1), match.group());
            }
            return Map.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
