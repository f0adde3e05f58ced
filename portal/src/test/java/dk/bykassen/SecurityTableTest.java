package dk.bykassen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/security.md says a test shows, a test of that name shows. */
class SecurityTableTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\|.*\\|$");
    private static final Path ROOT = Path.of("..");

    @Test
    void everyTestThatIsNamedExists() {
        Map<String, List<String>> sources = sources();
        List<String> missing = NAMED.matcher(document())
                .results()
                .filter(named -> sources.getOrDefault(named.group(1), List.of()).stream()
                        .noneMatch(source -> source.contains("void " + named.group(2) + "(")))
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void eachRequirementHasOneRowAndSaysWhatShowsIt() {
        List<MatchResult> rows = ROW.matcher(document()).results().toList();

        assertThat(rows).hasSizeGreaterThan(50);
        assertThat(rows).extracting(row -> row.group(1)).doesNotHaveDuplicates();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.group().split("\\|", -1)).hasSize(7));
    }

    private static String document() {
        return read(ROOT.resolve("docs/security.md"));
    }

    /** Sources of test classes by simple name; a name may stand in several modules. */
    private static Map<String, List<String>> sources() {
        var sources = new TreeMap<String, List<String>>();
        for (String module : List.of("portal", "journey", "simulator", "demo", "postgres")) {
            Path tests = ROOT.resolve(module).resolve("src/test/java");
            if (!Files.isDirectory(tests)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(tests)) {
                files.filter(file -> file.toString().endsWith("Test.java"))
                        .forEach(file -> sources.computeIfAbsent(
                                        file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                                .add(read(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
