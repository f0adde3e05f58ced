package dk.bykassen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is written into the trail can be read there, in words, by those it is about. */
class AuditWordsTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final String ACTION = "\"([a-z]+(?:\\.[a-z-]+)+)\"";
    /** An action where one is surely meant; elsewhere in a file that writes deeds it must not be a message key. */
    private static final Pattern GIVEN = Pattern.compile(
            "(?:Deed\\s*\\.by|audit\\s*\\.record|\\btrace|\\babout|\\brecord|\\bseen)\\([^;]*?" + ACTION);

    private static final Pattern ANYWHERE = Pattern.compile(ACTION);
    private static final Pattern FIELD = Pattern.compile("\\.changing(?:Secretly)?\\(\\s*\"([a-z-]*[a-z])\"");

    private final Set<String> keys = keys();
    private final List<String> writers = writers();

    @Test
    void everyActionInTheCodeHasWords() {
        assertThat(actions()).hasSizeGreaterThan(30);
        assertThat(actions())
                .as("add audit.action.<action> to messages/audit_*.properties")
                .filteredOn(action -> !keys.contains("audit.action." + action))
                .isEmpty();
    }

    @Test
    void everyFieldThatChangesHasWords() {
        Set<String> fields = writers.stream()
                .flatMap(source -> FIELD.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(fields).hasSizeGreaterThan(10);
        assertThat(fields)
                .as("add audit.field.<field> to messages/audit_*.properties")
                .filteredOn(field -> !keys.contains("audit.field." + field))
                .isEmpty();
    }

    private Set<String> actions() {
        return writers.stream()
                .flatMap(source -> Stream.concat(
                        GIVEN.matcher(source).results().map(found -> found.group(1)),
                        ANYWHERE.matcher(source)
                                .results()
                                .map(found -> found.group(1))
                                .filter(literal -> !keys.contains(literal))))
                .filter(literal -> keys.contains("audit.action." + literal) || isNoTable(literal))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Tables are named with a dot as well; they have two parts and a schema's name in front. */
    private boolean isNoTable(String literal) {
        return writers.stream()
                .noneMatch(source -> source.contains("Set.of(\"" + literal + "\"")
                        || source.contains("SealedColumn(\"" + literal + "\""));
    }

    /** Java files that write deeds, without their comments. */
    private static List<String> writers() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(AuditWordsTest::read)
                    .filter(source -> source.contains("import dk.bykassen.audit."))
                    .map(source -> source.replaceAll("(?s)/\\*.*?\\*/", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> keys() {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.filter(file -> file.toString().endsWith("_da.properties"))
                    .flatMap(file -> load(file).stringPropertyNames().stream())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties load(Path file) {
        var texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
