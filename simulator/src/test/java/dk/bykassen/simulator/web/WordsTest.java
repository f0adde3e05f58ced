package dk.bykassen.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The three languages say the same things. */
class WordsTest {

    @Test
    void everyTextExistsInEveryLanguageWithTheSamePlaces() throws Exception {
        var danish = places("da");
        assertThat(places("nb")).isEqualTo(danish);
        assertThat(places("en")).isEqualTo(danish);
    }

    @Test
    void amountsAreWrittenAsPeopleWriteThem() {
        assertThat(Words.of(Language.DA).amount(123456789, "DKK")).isEqualTo("1.234.567,89\u00a0kr.");
        assertThat(Words.of(Language.NB).amount(111000, "NOK")).isEqualTo("1\u00a0110,00\u00a0kr");
        assertThat(Words.of(Language.EN).amount(-5, "DKK")).isEqualTo("DKK\u00a0−0.05");
    }

    private static TreeMap<String, String> places(String language) throws Exception {
        Properties properties = new Properties();
        try (var in = WordsTest.class.getResourceAsStream("/messages/simulator_" + language + ".properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        TreeMap<String, String> places = new TreeMap<>();
        properties.forEach((key, text) -> places.put(
                key.toString(),
                String.join(
                        "",
                        Pattern.compile("\\{\\d}")
                                .matcher(text.toString())
                                .results()
                                .map(found -> found.group())
                                .sorted()
                                .toList())));
        return places;
    }
}
