package dk.bykassen.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.tenant.Tenant.Country;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Account numbers as people type them, right and wrong. */
class BankNumberTest {

    @ParameterizedTest
    @CsvSource({
        "DK, 0040 0440116243, DK5000400440116243",
        "DK, 0040-440116243, DK5000400440116243",
        "DK, dk50 0040 0440 1162 43, DK5000400440116243",
        "DK, NO93 8601 1117 947, NO9386011117947",
        "NO, 8601 11 17947, NO9386011117947",
        "NO, 8601.11.17947, NO9386011117947",
        "NO, NO9386011117947, NO9386011117947",
    })
    void whatIsAnAccountIsRead(Country home, String typed, String iban) {
        assertThat(BankNumber.read(typed, home)).isEqualTo(new BankNumber.Readable(new BankNumber(iban)));
    }

    /** Check digits we made ourselves are those an IBAN wants. */
    @ParameterizedTest
    @CsvSource({"DK, 1234 5", "DK, 9999 9999999999", "DK, 0001 1", "NO, 12345678903"})
    void whatIsTypedAtHomeIsAnIbanEverywhere(Country home, String typed) {
        var read = (BankNumber.Readable) BankNumber.read(typed, home);
        assertThat(BankNumber.read(read.number().iban(), Country.NO)).isEqualTo(read);
        assertThat(read.number().iban()).endsWith(read.number().lastFour());
    }

    @ParameterizedTest
    @CsvSource({
        "DK, 1234, SHAPE",
        "DK, 1234 12345678901, SHAPE",
        "DK, 0000 1234567, SHAPE",
        "DK, 1234 0000000, SHAPE",
        "DK, 12A4 5678, SHAPE",
        "DK, tolv, SHAPE",
        "DK, <script>, SHAPE",
        "DK, +4512345678, SHAPE",
        "DK, ١٢٣٤٥٦٧٨, SHAPE",
        "DK, DK500040044011624, SHAPE",
        "DK, DK50004004401162433, SHAPE",
        "DK, DK5000400440116244, CHECK",
        "DK, DK0500400440116243, CHECK",
        "DK, NO9386011117949, CHECK",
        "DK, NO9386011117948, CHECK",
        "DK, SE4550000000058398257466, COUNTRY",
        "DK, DE89370400440532013000, COUNTRY",
        "NO, 86011117949, CHECK",
        "NO, 8601111794, SHAPE",
        "NO, 860111179470, SHAPE",
        "NO, 00400440116243, SHAPE",
    })
    void whatIsNoneIsSaid(Country home, String typed, BankNumber.Fault fault) {
        assertThat(BankNumber.read(typed, home)).isEqualTo(new BankNumber.Wrong(fault));
    }
}
