package dk.bykassen;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

/** The house as it is meant: who may use whom. */
class ModulesTest {

    /** From docs and design: a module may use these and nothing else. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("tenant", Set.of("kernel")),
            Map.entry("audit", Set.of("kernel", "tenant")),
            Map.entry("web", Set.of("kernel", "tenant")),
            Map.entry("message", Set.of("kernel", "tenant", "web")),
            Map.entry("identity", Set.of("kernel", "tenant", "audit", "web", "message")),
            Map.entry("password", Set.of("kernel", "tenant", "audit", "web", "message", "identity")),
            Map.entry("profile", Set.of("kernel", "tenant", "audit", "web", "message", "identity")),
            Map.entry("ledger", Set.of("kernel", "tenant", "audit")),
            Map.entry("payment", Set.of("kernel", "tenant", "audit", "web", "message", "identity", "ledger")),
            Map.entry("card", Set.of("kernel", "tenant", "audit", "web", "message", "identity", "ledger", "payment")),
            Map.entry(
                    "topup",
                    Set.of("kernel", "tenant", "audit", "web", "message", "identity", "ledger", "payment", "card")),
            Map.entry("paper", Set.of("tenant", "web")),
            Map.entry(
                    "statement",
                    Set.of(
                            "kernel",
                            "tenant",
                            "audit",
                            "web",
                            "identity",
                            "message",
                            "ledger",
                            "payment",
                            "card",
                            "paper")),
            Map.entry("privacy", Set.of("kernel", "tenant", "audit", "web", "message", "identity", "paper")),
            Map.entry("picture", Set.of("kernel", "tenant", "audit", "web", "identity", "card")),
            Map.entry("limit", Set.of("kernel", "tenant", "audit", "web", "identity", "card")),
            Map.entry(
                    "withdrawal", Set.of("kernel", "tenant", "audit", "web", "message", "identity", "ledger", "card")),
            Map.entry(
                    "transfer",
                    Set.of("kernel", "tenant", "audit", "web", "message", "identity", "ledger", "payment", "card")),
            Map.entry("link", Set.of("kernel", "tenant", "audit", "web", "message", "identity", "card")),
            Map.entry("assistance", Set.of("kernel", "tenant", "audit", "web", "identity", "staff")),
            Map.entry("help", Set.of("kernel", "tenant", "web", "identity", "card", "payment")),
            Map.entry("device", Set.of("kernel", "tenant", "web")),
            Map.entry(
                    "till",
                    Set.of("kernel", "tenant", "audit", "web", "device", "ledger", "card", "limit", "statement")),
            Map.entry("decline", Set.of("kernel", "tenant", "web", "identity", "message", "card", "limit", "till")),
            Map.entry("staff", Set.of("kernel", "tenant", "audit", "web", "message", "identity", "password")));

    /** The embedded database is on the tests' class path and no part of the house. */
    private final ApplicationModules modules =
            ApplicationModules.of(Bykassen.class, JavaClass.Predicates.resideInAPackage("dk.bykassen.postgres.."));

    @Test
    void noModuleReachesIntoAnother() {
        modules.verify();
    }

    @Test
    void eachModuleUsesOnlyWhatItMay() {
        Map<String, Set<String>> beyond = new TreeMap<>();
        uses().forEach((module, used) -> {
            Set<String> extra = new TreeSet<>(used);
            extra.removeAll(MAY_USE.getOrDefault(module, Set.of()));
            if (!extra.isEmpty()) {
                beyond.put(module, extra);
            }
        });

        assertThat(beyond).isEmpty();
        assertThat(uses().keySet()).isEqualTo(MAY_USE.keySet());
    }

    /** {@code docs/modules.md} is generated: run with {@code -Dbykassen.write-docs=true} to write it anew. */
    @Test
    void theDocumentShowsTheModulesAsTheyAre() throws IOException {
        Path file = Path.of("../docs/modules.md");
        String text = document();
        if (Boolean.getBoolean("bykassen.write-docs")) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    private String document() {
        var text = new StringBuilder("""
                # Modules

                Generated from the code by `ModulesTest`. An arrow reads "uses".

                ```mermaid
                flowchart TD
                """);
        uses().forEach((module, used) -> used.forEach(other ->
                text.append("    ").append(module).append(" --> ").append(other).append('\n')));
        text.append("```\n\n| module | what lives there |\n|---|---|\n");
        modules.stream()
                .sorted((a, b) ->
                        a.getIdentifier().toString().compareTo(b.getIdentifier().toString()))
                .forEach(module ->
                        text.append("| `%s` | %s |\n".formatted(module.getIdentifier(), firstSentence(module))));
        return text.toString();
    }

    private Map<String, Set<String>> uses() {
        return modules.stream()
                .collect(Collectors.toMap(
                        module -> module.getIdentifier().toString(),
                        module -> module.getDependencies(modules, DependencyDepth.IMMEDIATE)
                                .uniqueModules()
                                .map(used -> used.getIdentifier().toString())
                                .collect(Collectors.toCollection(TreeSet::new)),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static String firstSentence(ApplicationModule module) {
        Path file = Path.of("src/main/java/dk/bykassen/" + module.getIdentifier() + "/package-info.java");
        try {
            String comment = Files.readString(file)
                    .replaceAll("(?s).*?/\\*\\*(.*?)\\*/.*", "$1")
                    .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                    .strip();
            return comment.replaceAll("(?s)^(.*?[.])(\\s.*)?$", "$1")
                    .replaceAll("\\{@\\w+ (?:[\\w.]*\\.)?(\\w+)}", "$1");
        } catch (IOException e) {
            throw new AssertionError("module " + module.getIdentifier() + " does not say what it is", e);
        }
    }
}
