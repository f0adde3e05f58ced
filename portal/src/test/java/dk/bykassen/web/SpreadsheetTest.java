package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticMessageSource;

class SpreadsheetTest {

    @Test
    void cellsStandApartAsTheCountrysSpreadsheetsWantIt() {
        assertThat(row("da", "Køb", "1,50", "a;b", "a,b")).isEqualTo("\ufeffKøb;1,50;\"a;b\";a,b\r\n");
        assertThat(row("en", "Køb", "1.50", "a;b", "a,b")).isEqualTo("\ufeffKøb,1.50,a;b,\"a,b\"\r\n");
    }

    @Test
    void quotesAndLinesWithinACellStayInIt() {
        assertThat(row("da", "5\" pizza", "to\nlinjer", "")).isEqualTo("\ufeff\"5\"\" pizza\";\"to\nlinjer\";\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1+1", "-cmd|x", "@SUM(A1)", "\tx", "-", "-5", "-1,5,5"})
    void whatWouldRunAsAFormulaIsDisarmed(String cell) {
        assertThat(row("nb", cell)).isIn("\ufeff'" + cell + "\r\n", "\ufeff\"'" + cell + "\"\r\n");
    }

    @Test
    void aSumBelowZeroIsLeftANumber() {
        assertThat(row("da", "-14,00", "-1234,50")).isEqualTo("\ufeff-14,00;-1234,50\r\n");
        assertThat(row("en", "-14.00")).isEqualTo("\ufeff-14.00\r\n");
    }

    private static String row(String language, String... cells) {
        var sheet = new Spreadsheet(
                new Wording(new StaticMessageSource(), Locale.of(language), ZoneId.of("Europe/Copenhagen")));
        sheet.row(Stream.of(cells));
        return sheet.text();
    }
}
