package dk.bykassen.web.theme;

import static dk.bykassen.web.theme.ThemeBrand.Header.BAND;
import static dk.bykassen.web.theme.ThemeBrand.Header.NIGHT;
import static dk.bykassen.web.theme.ThemeBrand.Header.PAPER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.web.theme.ThemeBrand.Header;
import dk.bykassen.web.theme.ThemeBrand.Tint;
import dk.bykassen.web.theme.ThemeProof.FailingPair;
import dk.bykassen.web.theme.ThemeProof.Scheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThemeTest {

    /** The style sheets were made by the reference implementation the prototypes were drawn with. */
    @ParameterizedTest
    @CsvSource({
        "fjordby, #0b4a75, #63c5cf, BAND, 14, PRIMARY",
        "klosterby, #97381f, #e6ac2f, PAPER, 6, ACCENT",
        "bypark, #15191e, #ffd60a, NIGHT, 4, PRIMARY",
        "nidby, #00685a, #a5dc78, PAPER, 18, PRIMARY"
    })
    void aBrandGetsTheColoursItsPagesWereDrawnWith(
            String name, String primary, String accent, Header header, int radius, Tint tint) throws IOException {
        var brand = new ThemeBrand(Colour.of(primary), Colour.of(accent), header, radius, tint);

        assertThat(ThemeCss.of(Theme.of(brand)).replace(";", ";\n"))
                .isEqualTo(drawn(name).replace(";", ";\n"));
        assertThat(ThemeProof.failuresOf(Theme.of(brand))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void twentyThousandPairsOfColoursGiveReadableThemes(Header header) {
        var random = new Random(20_000);
        List<ThemeBrand> brands = IntStream.range(0, 20_000)
                .mapToObj(i ->
                        new ThemeBrand(colour(random), colour(random), header, 10, Tint.values()[random.nextInt(2)]))
                .toList();

        assertThat(brands.parallelStream()
                        .filter(brand -> !ThemeProof.failuresOf(Theme.of(brand)).isEmpty())
                        .toList())
                .isEmpty();
    }

    @Test
    void theExtremesGiveReadableThemes() {
        List<String> extremes = List.of(
                "#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff", "#00ffff", "#767676",
                "#777777", "#808080", "#010101", "#fefefe");
        for (String primary : extremes) {
            for (String accent : extremes) {
                for (Header header : Header.values()) {
                    for (Tint tint : Tint.values()) {
                        var brand = new ThemeBrand(Colour.of(primary), Colour.of(accent), header, 0, tint);
                        assertThat(ThemeProof.failuresOf(Theme.of(brand)))
                                .as(brand.toString())
                                .isEmpty();
                    }
                }
            }
        }
    }

    static Stream<Arguments> promises() {
        return """
                ink paper 7, ink card 7, ink sunk 7, ink soft 7, ink soft-2 7, ink accent-soft 7
                ink-2 paper 4.5, ink-2 card 4.5, ink-2 sunk 4.5, ink-2 soft 4.5, ink-2 soft-2 4.5
                brand-ink paper 4.5, brand-ink card 4.5, brand-ink sunk 4.5, brand-ink soft 4.5, brand-ink soft-2 4.5
                edge paper 3, edge card 3, edge sunk 3, edge soft 3
                on-brand brand 4.5, on-brand brand-2 4.5, brand-edge card 3, brand-edge paper 3
                on-deep deep 7, on-deep deep-2 7, on-deep-2 deep 4.5, on-deep-2 deep-2 4.5
                accent-deep deep 4.5, accent-deep deep-2 4.5, on-accent accent 4.5
                top-ink top-bg 4.5, top-ink-2 top-bg 4.5, top-mark top-bg 3
                """.lines()
                .flatMap(line -> Stream.of(line.split(", ")))
                .map(promise -> promise.split(" "))
                .map(words -> Arguments.of(token(words[0]), token(words[1]), Double.parseDouble(words[2])));
    }

    @ParameterizedTest(name = "{0} on {1} reaches {2}")
    @MethodSource("promises")
    void aBrokenPromiseIsNamed(Token foreground, Token background, double atLeast) {
        Theme good = Theme.of(new ThemeBrand(Colour.of("#0b4a75"), Colour.of("#63c5cf"), BAND, 14, Tint.PRIMARY));
        Colour enough = greyOnWhite(atLeast);
        Colour tooLight = new Colour(enough.red() + 1, enough.green() + 1, enough.blue() + 1);

        Palette kept = with(good.light(), foreground, enough, background, Colour.WHITE);
        Palette broken = with(good.light(), foreground, tooLight, background, Colour.WHITE);

        assertThat(pairs(new Theme(14, kept, good.dark()))).doesNotContain(pair(Scheme.LIGHT, foreground, background));
        assertThat(pairs(new Theme(14, broken, good.dark()))).contains(pair(Scheme.LIGHT, foreground, background));
        assertThat(pairs(new Theme(14, good.light(), broken)))
                .contains(pair(Scheme.DARK, foreground, background))
                .noneMatch(pair -> pair.startsWith("LIGHT"));
    }

    @Test
    void theProofPromisesNoMoreAndNoLess() {
        var grey = new EnumMap<Token, Colour>(Token.class);
        for (Token token : Token.values()) {
            grey.put(token, Colour.of("#808080"));
        }
        Theme fog = new Theme(0, new Palette(grey), new Palette(grey));

        assertThat(ThemeProof.failuresOf(fog)).hasSize(2 * (int) promises().count());
        assertThat(ThemeProof.failuresOf(fog).getFirst()).hasToString("light ink on paper: 1.00 < 7");
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertThat(Colour.WHITE.contrastWith(Colour.BLACK)).isEqualTo(21);
        assertThat(Colour.of("#767676").contrastWith(Colour.WHITE)).isBetween(4.54, 4.55);
        assertThat(Colour.of("#63C5CF")).hasToString("#63c5cf");
    }

    @ParameterizedTest
    @CsvSource({"0b4a75", "#0b4a7", "#0b4a755", "#0b4a7g", "red", "''", "#fff"})
    void whatIsNoColourIsRefused(String text) {
        assertThatThrownBy(() -> Colour.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHeaderOfATooLightPrimaryTurnsDeep() {
        var brand = new ThemeBrand(Colour.of("#ffd60a"), Colour.of("#15191e"), BAND, 4, Tint.PRIMARY);
        Palette band = Theme.of(brand).light();
        assertThat(band.colour(Token.TOP_BG)).isEqualTo(band.colour(Token.DEEP));

        for (Header header : List.of(PAPER, NIGHT)) {
            var other = new ThemeBrand(brand.primary(), brand.accent(), header, 4, Tint.PRIMARY);
            assertThat(Theme.of(other).light().colours().entrySet())
                    .filteredOn(entry -> !entry.getKey().name().startsWith("TOP"))
                    .isSubsetOf(band.colours().entrySet());
        }
    }

    private static Palette with(Palette palette, Token one, Colour first, Token other, Colour second) {
        var colours = new EnumMap<>(palette.colours());
        colours.put(one, first);
        colours.put(other, second);
        return new Palette(colours);
    }

    private static List<String> pairs(Theme theme) {
        return ThemeProof.failuresOf(theme).stream()
                .map((FailingPair failing) -> pair(failing.scheme(), failing.foreground(), failing.background()))
                .toList();
    }

    private static String pair(Scheme scheme, Token foreground, Token background) {
        return scheme + " " + foreground.css() + " on " + background.css();
    }

    /** The lightest grey that still reaches this contrast on white. */
    private static Colour greyOnWhite(double contrast) {
        return IntStream.iterate(255, grey -> grey - 1)
                .mapToObj(grey -> new Colour(grey, grey, grey))
                .filter(grey -> grey.contrastWith(Colour.WHITE) >= contrast)
                .findFirst()
                .orElseThrow();
    }

    private static Token token(String css) {
        return Stream.of(Token.values())
                .filter(token -> token.css().equals(css))
                .findFirst()
                .orElseThrow();
    }

    private static Colour colour(Random random) {
        return new Colour(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    private static String drawn(String name) throws IOException {
        try (var in = ThemeTest.class.getResourceAsStream("/theme/" + name + ".css")) {
            String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return css.substring(css.indexOf('\n') + 1); // without the comment that names the brand
        }
    }
}
