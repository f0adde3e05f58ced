package dk.bykassen.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code demo-keys.json}: what a till, a camera or a visitor needs to know to try the demo. A till's key is shown once, when
 * the till is added, so this file is its only place; it is replaced whole, never half.
 */
@Component
class DemoKeys {

    /** @param unit the name of the place it stands in */
    record Till(String tenant, String unit, String id, String key) {}

    record Person(
            String tenant,
            String name,
            String email,
            @Nullable String mobile,
            @Nullable String password) {}

    record Chip(String tenant, String card, String name) {}

    /** Cameras and enforcement keys come with parking; the lists are there so that readers need not ask. */
    record Content(
            List<Till> tills, List<Object> cameras, List<Object> enforcement, List<Person> people, List<Chip> chips) {}

    private final Path file;
    private final JsonMapper json;

    DemoKeys(DemoOptions options, JsonMapper json) {
        this.file = options.keysFile();
        this.json = json;
    }

    List<Till> tills() {
        return read().tills();
    }

    Optional<Till> till(String tenant, String unit) {
        return tills().stream()
                .filter(till -> till.tenant().equals(tenant) && till.unit().equals(unit))
                .findFirst();
    }

    /** Adds a till in place of the one that stood there. */
    void keep(Till till) {
        Content known = read();
        List<Till> tills = new ArrayList<>(known.tills());
        tills.removeIf(old -> old.tenant().equals(till.tenant()) && old.unit().equals(till.unit()));
        tills.add(till);
        write(new Content(tills, List.of(), List.of(), known.people(), known.chips()));
    }

    void keep(List<Person> people, List<Chip> chips) {
        write(new Content(read().tills(), List.of(), List.of(), people, chips));
    }

    private Content read() {
        try {
            if (Files.exists(file)) {
                return json.readValue(Files.readAllBytes(file), Content.class);
            }
        } catch (JacksonException | IOException unreadable) {
            // Whoever edited it loses the edit; the tills get new keys.
        }
        return new Content(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private void write(Content content) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's keys cannot be written to " + file, e);
        }
    }
}
