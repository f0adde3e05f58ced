package dk.bykassen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of companies, with the vectors of the registers. */
class BusinessNumberTest {

    @ParameterizedTest
    @CsvSource({"13585628, 13585628", "13 58 56 28, 13585628", "DK13585628, 13585628", "CVR: 13585628, 13585628"})
    void aDanishNumberHasEightDigits(String typed, String kept) {
        assertThat(BusinessNumber.danish(typed)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "13585627", "1358562", "135856280", "00000000", "13585628x", "１３５８５６２８", "😀"})
    void anythingElseIsNone(String typed) {
        assertThat(BusinessNumber.danish(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"988077917, 988077917", "988 077 917, 988077917", "123456785, 123456785", "NO 988077917 MVA, 988077917"
    })
    void aNorwegianNumberHasNineDigits(String typed, String kept) {
        assertThat(BusinessNumber.norwegian(typed)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "988077918", "98807791", "000000000", "13585628"})
    void anythingElseIsNoNorwegianNumber(String typed) {
        assertThat(BusinessNumber.norwegian(typed)).isEmpty();
    }
}
