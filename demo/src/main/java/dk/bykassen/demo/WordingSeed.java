package dk.bykassen.demo;

import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.tenant.Wordings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** The towns' own words: opening hours, where to get a new chip. */
@Component
class WordingSeed {

    private final Founding founding;
    private final Wordings wordings;

    WordingSeed(Founding founding, Wordings wordings) {
        this.founding = founding;
        this.wordings = wordings;
    }

    /** For the town that is bound; words that are there stay. */
    void plant(Town town) {
        Map<String, Map<String, String>> missing = new HashMap<>();
        read(town).forEach((name, body) -> {
            String key = name.toString().replaceFirst("\\.[a-z]{2}$", "");
            if (wordings.find(key, Tenants.current().language()).isEmpty()) {
                String language = name.toString().substring(key.length() + 1);
                missing.computeIfAbsent(key, first -> new HashMap<>()).put(language, body.toString());
            }
        });
        if (!missing.isEmpty()) {
            founding.word(Tenants.current(), missing);
        }
    }

    private static Properties read(Town town) {
        String file = "/wordings/" + town.slug() + ".properties";
        try (InputStream in = WordingSeed.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            var words = new Properties();
            words.load(text);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
