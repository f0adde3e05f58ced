package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.kernel.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Large files are made a few at a time. */
class FilePlacesTest {

    private static final long KAREN = 1;
    private static final long JENS = 2;

    @Test
    void whoFindsNoPlaceIsAskedToComeBackAndFindsOneThen() {
        var places = new FilePlaces(1, Duration.ZERO);

        String karens = places.taking(KAREN, () -> {
            assertFull(() -> places.taking(JENS, () -> "Jens"));
            return "Karen";
        });

        assertThat(karens).isEqualTo("Karen");
        assertThat(places.taking(JENS, () -> "Jens")).isEqualTo("Jens");
    }

    @Test
    void onePersonDoesNotTakeEveryPlace() {
        var places = new FilePlaces(4, Duration.ofDays(1));

        String jens = places.taking(
                KAREN,
                () -> places.taking(KAREN, () -> {
                    assertFull(() -> places.taking(KAREN, () -> "a third"));
                    return places.taking(JENS, () -> "Jens");
                }));

        assertThat(jens).isEqualTo("Jens");
        assertThat(places.taking(KAREN, () -> "again")).isEqualTo("again");
    }

    @Test
    void whatFailsGivesItsPlaceBack() {
        var places = new FilePlaces(1, Duration.ZERO);
        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> places.taking(KAREN, () -> {
                        throw new IllegalStateException("no paper");
                    }))
                    .hasMessage("no paper");
        }
        assertThat(places.taking(KAREN, () -> "made")).isEqualTo("made");
    }

    private static void assertFull(Runnable asked) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(asked::run)
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(503));
    }
}
