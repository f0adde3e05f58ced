package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A time is read as the library reads it, or not at all. */
class MomentsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T11:30:00+01:00,           2026-11-21T10:30:00Z",
        "2026-11-21T10:30:00Z,                2026-11-21T10:30:00Z",
        "2026-11-21T10:30:00.5Z,              2026-11-21T10:30:00.500Z",
        "2026-11-21T10:30:00.123456789-03:30, 2026-11-21T14:00:00.123456789Z",
        "2026-11-21T10:30:00.Z,               2026-11-21T10:30:00Z",
        "2026-11-21T10:30+00:00,              2026-11-21T10:30:00Z",
        "2026-11-21t10:30:00z,                2026-11-21T10:30:00Z",
        "2026-11-21T10:30:00+01:00:30,        2026-11-21T09:29:30Z",
        "2026-11-21T10:30:00-00:00,           2026-11-21T10:30:00Z",
        "2024-02-29T23:59:59Z,                2024-02-29T23:59:59Z",
        "+12026-11-21T10:30:00Z,              +12026-11-21T10:30:00Z"
    })
    void aTimeIsReadHoweverItIsWritten(String text, Instant meant) {
        assertThat(Moments.of(text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noon",
                "2026-11-21T10:30:00",
                "2026-11-21 10:30:00Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T10:60:00Z",
                "2026-11-21T10:30:60Z",
                "2026-02-29T10:30:00Z",
                "2026-13-01T10:30:00Z",
                "2026-11-21T10:30:00.1234567890Z",
                "2026-11-21T10:30:00,5Z",
                "2026-11-21T10:30:00+19:00",
                "2026-11-21T10:30:00+01:60",
                "2026-11-21T10:30:00 01:00",
                "2026-11-21T10:30:00+01.00",
                "2026-11-21T10:30:00ZZ",
                "2026-11-2١T10:30:00Z",
                "2026-11-21T10:30:00.٥Z"
            })
    void whatIsNoTimeWithAnOffsetIsNotRead(String text) {
        assertThatThrownBy(() -> Moments.of(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void anyLetterWrongIsReadAsTheLibraryDoes() {
        var random = new Random(11);
        String letters = "0123456789-+:.TZtz, ";
        for (String good : new String[] {"2026-11-21T11:30:00+01:00", "2026-11-21T10:30:00.123Z"}) {
            for (int i = 0; i < 20_000; i++) {
                var text = new StringBuilder(good);
                for (int wrong = random.nextInt(3); wrong >= 0; wrong--) {
                    text.setCharAt(random.nextInt(good.length()), letters.charAt(random.nextInt(letters.length())));
                }
                assertThat(read(() -> Moments.of(text.toString())))
                        .as(text.toString())
                        .isEqualTo(read(() -> OffsetDateTime.parse(text).toInstant()));
            }
        }
    }

    private static Optional<Instant> read(Supplier<Instant> reader) {
        try {
            return Optional.of(reader.get());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
