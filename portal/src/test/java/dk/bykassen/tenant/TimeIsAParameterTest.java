package dk.bykassen.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SQL never asks the database what time it is: the demo moves the clock, and a transaction's time is not a decision's. */
class TimeIsAParameterTest {

    private static final Pattern ASKS = Pattern.compile(
            "\\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\\s*\\(\\s*\\)"
                    + "|\\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STRINGS =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern COMMENTS = Pattern.compile("--[^\\n]*");

    @Test
    void migrationsDoNotAsk() throws IOException {
        List<Path> files = files("src/main/resources/db/migration", ".sql");
        assertThat(files).hasSizeGreaterThan(5);
        for (Path file : files) {
            assertThat(asked(COMMENTS.matcher(Files.readString(file)).replaceAll("")))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void statementsInTheCodeDoNotAsk() throws IOException {
        List<Path> files = files("src/main/java", ".java");
        assertThat(files).hasSizeGreaterThan(100);
        for (Path file : files) {
            for (MatchResult text :
                    STRINGS.matcher(Files.readString(file)).results().toList()) {
                assertThat(asked(text.group())).as(file.toString()).isEmpty();
            }
        }
    }

    @Test
    void theTestItselfWouldNotice() {
        assertThat(asked("select now ()")).hasSize(1);
        assertThat(asked("check (at <= CURRENT_DATE)")).hasSize(1);
        assertThat(asked("select known from unknown")).isEmpty();
    }

    private static List<String> asked(String sql) {
        List<String> found = new ArrayList<>();
        ASKS.matcher(sql).results().forEach(match -> found.add(match.group()));
        return found;
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
