package dk.bykassen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedAmountTest {

    private static final Currency DKK = Currency.getInstance("DKK");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | 20000",
                "149,50 | 14950",
                "149.5 | 14950",
                "1 110,00 | 111000",
                "0 | 0",
                "-5 | -500",
                "999999999999 | 99999999999900",
                "007 | 700"
            })
    void readsWhatPeopleType(String typed, long minor) {
        assertThat(TypedAmount.read(typed, DKK)).isEqualTo(new TypedAmount.Readable(new Money(minor, DKK)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tohundrede", "1.000,50.00", "1,2,3", "--5", "5-", "1e3", "٣", "½", "$5", "200 kr"})
    void refusesToGuess(String typed) {
        assertThat(TypedAmount.read(typed, DKK)).isInstanceOf(TypedAmount.NotANumber.class);
    }

    @Test
    void tellsNothingFromTooFineFromTooLarge() {
        assertThat(TypedAmount.read(null, DKK)).isInstanceOf(TypedAmount.Missing.class);
        assertThat(TypedAmount.read(" \u00a0", DKK)).isInstanceOf(TypedAmount.Missing.class);
        assertThat(TypedAmount.read("1.005", DKK)).isInstanceOf(TypedAmount.TooFine.class);
        assertThat(TypedAmount.read("1000000000000", DKK)).isInstanceOf(TypedAmount.TooLarge.class);
        assertThat(TypedAmount.read("9".repeat(41), DKK)).isInstanceOf(TypedAmount.NotANumber.class);
    }
}
