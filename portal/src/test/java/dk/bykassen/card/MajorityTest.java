package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MajorityTest {

    @ParameterizedTest
    @CsvSource({
        "2008-11-21, 2026-11-21",
        "2008-02-28, 2026-02-28",
        "2008-02-29, 2026-03-01",
        "2008-03-01, 2026-03-01",
        "2004-02-29, 2022-03-01",
        "2008-12-31, 2026-12-31"
    })
    void comesOnTheEighteenthBirthday(LocalDate born, LocalDate day) {
        assertThat(Majority.of(born)).isEqualTo(day);
        assertThat(Majority.isAhead(born, day.minusDays(1))).isTrue();
        assertThat(Majority.isAhead(born, day)).isFalse();
    }

    @Test
    void nobodyIsUnderAgeWithoutADateOfBirth() {
        assertThat(Majority.isAhead(null, LocalDate.EPOCH)).isFalse();
    }
}
