package dk.bykassen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors: the CPR office's and Skatteetaten's published examples and synthetic numbers. */
class PersonNumberTest {

    @ParameterizedTest
    @CsvSource({
        "2110620629, 1962-10-21",
        "2110525629, 2052-10-21",
        "210127-0087, 1927-01-21",
        "110774 4882, 1974-07-11",
        "740583-1012, 1983-05-14",
        "630914-4012, 2014-09-03",
        "690312-4018, 2012-03-09"
    })
    void danishNumbersTellTheDayOfBirth(String typed, LocalDate born) {
        assertThat(PersonNumber.danish(typed)).map(PersonNumber::birthDate).contains(born);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5110625629", "", "123", "21106206291", "abcdefghij", "3002700000", "0001700000"})
    void whatCannotBeADanishNumberIsNone(String typed) {
        assertThat(PersonNumber.danish(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13097248022",
                "150219 51940",
                "02013299997",
                "30108299920",
                "30108299939",
                "53097248016",
                "13527248013",
                "10915596784",
                "14837930198",
                "22918430273"
            })
    void norwegianNumbersOfEveryKindAreRead(String typed) {
        assertThat(PersonNumber.norwegian(typed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"13097248032", "13097248023", "02013299987", "1309724802", ""})
    void wrongControlDigitsAreNoticed(String typed) {
        assertThat(PersonNumber.norwegian(typed)).isEmpty();
    }

    @Test
    void aNumberNeverPrintsItsPersonalPart() {
        PersonNumber number = PersonNumber.danish("7405831012").orElseThrow();

        assertThat(number.toString()).isEqualTo("740583-****");
        assertThat(number.shown()).isEqualTo("740583");
    }
}
