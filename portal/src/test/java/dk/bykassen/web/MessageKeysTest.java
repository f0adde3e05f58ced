package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word is there in every language, every word that is asked for exists, and none lies about unused. */
class MessageKeysTest {

    private static final List<String> LANGUAGES = List.of("da", "nb", "en");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    /** A key, or the beginning of one, in quotes; a template's attributes put quotes of their own around it. */
    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z][A-Za-z0-9_.-]*)(?=\")");

    /** Where a key is given: the call, and which of its arguments is the key. */
    private static final Map<Pattern, Integer> CALLS = Map.of(
            Pattern.compile("\\bt\\("), 0,
            Pattern.compile("\\.reject\\("), 1,
            Pattern.compile("\\.saying\\("), 0);

    private final Map<String, Map<String, Properties>> bundles = bundles();
    private final Map<String, String> danish = all("da");
    private final Map<Path, String> sources = sources();
    private final Pattern keyShape =
            Pattern.compile("(?:" + String.join("|", bundles.keySet()) + ")\\.[a-z0-9_.-]+", Pattern.CASE_INSENSITIVE);

    @Test
    void everyBundleSpeaksEveryLanguage() {
        bundles.forEach((bundle, words) -> {
            assertThat(words.keySet()).as(bundle).containsExactlyInAnyOrderElementsOf(LANGUAGES);
            for (String language : LANGUAGES) {
                assertThat(keys(words.get(language)))
                        .as("%s in %s against da", bundle, language)
                        .isEqualTo(keys(words.get("da")));
            }
        });
    }

    @Test
    void aKeyBeginsWithItsModulesName() {
        bundles.forEach((bundle, words) -> assertThat(keys(words.get("da")))
                .allSatisfy(key -> assertThat(key).startsWith(bundle + ".")));
    }

    @Test
    void noMessageIsEmptyOrHasStrayBlanks() {
        eachMessage((name, text) -> assertThat(text).as(name).isNotBlank().isEqualTo(text.strip()));
    }

    @Test
    void allLanguagesFillInTheSameThings() {
        bundles.forEach((bundle, words) -> {
            for (String key : keys(words.get("da"))) {
                Set<String> wanted = placeholders(words.get("da").getProperty(key));
                for (String language : LANGUAGES) {
                    assertThat(placeholders(words.get(language).getProperty(key)))
                            .as("%s in %s", key, language)
                            .isEqualTo(wanted);
                }
            }
        });
    }

    @Test
    void messagesWithPlaceholdersAreWellFormed() {
        eachMessage((name, text) -> {
            if (placeholders(text).isEmpty()) {
                // Words without anything to fill in are shown as they stand.
                assertThat(text).as(name).doesNotContain("''");
            } else {
                new MessageFormat(text);
                assertThat(text.replace("''", ""))
                        .as("%s: an apostrophe beside a placeholder is written twice", name)
                        .doesNotContain("'");
            }
        });
    }

    @Test
    void everyKeyAskedForExists() {
        var missing = new TreeSet<String>();
        sources.forEach((file, source) -> {
            for (String given : givenAsKeys(source)) {
                boolean known = given.endsWith(".")
                        ? danish.keySet().stream().anyMatch(key -> key.startsWith(given))
                        : danish.containsKey(given);
                if (!known) {
                    missing.add(given + " in " + file);
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void noKeyIsUnused() {
        Set<String> literals = sources.values().stream()
                .flatMap(source -> LITERAL.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        // A key made of parts, as in "web.error." + status; a module's name alone would excuse all its keys.
        List<String> prefixes = literals.stream()
                .filter(literal -> literal.endsWith(".") && literal.indexOf('.') < literal.length() - 1)
                .toList();
        // What modules say about their personal data is asked for by the shape kernel.PersonalData lays down.
        assertThat(danish.keySet().stream()
                        .filter(key -> !key.matches("[a-z]+\\.data(\\..+)?"))
                        .filter(key ->
                                !literals.contains(key) && prefixes.stream().noneMatch(key::startsWith)))
                .as("messages that no template and no class asks for")
                .isEmpty();
    }

    /** The literals that stand where a key is expected; one that ends with a dot is the beginning of a key made of parts. */
    private List<String> givenAsKeys(String source) {
        var keys = new ArrayList<String>();
        CALLS.forEach((call, argument) -> call.matcher(source)
                .results()
                .map(MatchResult::end)
                .map(start -> argument(source, start, argument))
                .flatMap(text -> LITERAL.matcher(text).results())
                .map(found -> found.group(1))
                .filter(literal -> keyShape.matcher(literal).matches())
                .forEach(keys::add));
        return keys;
    }

    /** The text of the {@code wanted}th argument of a call whose parenthesis opened just before {@code start}. */
    private static String argument(String source, int start, int wanted) {
        int depth = 0;
        int index = 0;
        int from = start;
        boolean quoted = false;
        for (int at = start; at < source.length(); at++) {
            char sign = source.charAt(at);
            if (sign == '"' && source.charAt(at - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && (sign == '(' || sign == '[')) {
                depth++;
            } else if (!quoted && (sign == ')' || sign == ']' || sign == ',' && depth == 0)) {
                if (depth > 0) {
                    depth--;
                } else if (index == wanted) {
                    return source.substring(from, at);
                } else if (sign == ',') {
                    index++;
                    from = at + 1;
                } else {
                    return "";
                }
            }
        }
        return "";
    }

    private void eachMessage(java.util.function.BiConsumer<String, String> check) {
        bundles.forEach((bundle, words) -> words.forEach((language, texts) ->
                texts.forEach((key, text) -> check.accept(key + " in " + language, String.valueOf(text)))));
    }

    private Map<String, String> all(String language) {
        var all = new TreeMap<String, String>();
        bundles.values().forEach(words -> {
            Properties texts = words.get(language);
            keys(texts).forEach(key -> all.put(key, texts.getProperty(key)));
        });
        return all;
    }

    private static Set<String> keys(Properties texts) {
        return new TreeSet<>(texts.stringPropertyNames());
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Map<String, Map<String, Properties>> bundles() {
        var bundles = new TreeMap<String, Map<String, Properties>>();
        for (Path file : files(MESSAGES)) {
            String[] name =
                    file.getFileName().toString().replace(".properties", "").split("_");
            bundles.computeIfAbsent(name[0], bundle -> new TreeMap<>()).put(name[1], load(file));
        }
        return bundles;
    }

    private static Properties load(Path file) {
        var texts = new Properties() {
            @Override
            public synchronized Object put(Object key, Object text) {
                assertThat(containsKey(key)).as("%s twice in %s", key, file).isFalse();
                return super.put(key, text);
            }
        };
        try (Reader reader = Files.newBufferedReader(file)) {
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<Path, String> sources() {
        return Stream.of(Path.of("src/main/jte"), Path.of("src/main/java"))
                .flatMap(folder -> files(folder).stream())
                .collect(Collectors.toMap(file -> file, file -> {
                    try {
                        return Files.readString(file);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
