package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StyleSheetTest {

    @Test
    void sheetsAreJoinedEachInItsLayer() {
        Map<String, String> sheets = Map.of(
                "kit.css", "@layer a, b;\n@import \"font.css\";\n@import \"a.css\" layer(a);\n",
                "font.css", "@font-face { src: url(f.woff2); }\n",
                "a.css", "b { color: red; }\n");

        assertThat(StyleSheet.joined("kit.css", name -> Objects.requireNonNull(sheets.get(name))))
                .isEqualTo("""
                        @layer a, b;
                        @font-face { src: url(f.woff2); }

                        @layer a {
                        b { color: red; }
                        }

                        """);
    }

    @Test
    void commentsAndBlanksGoAndMeaningStays() {
        assertThat(StyleSheet.compact("""
                                /* a comment with { and ; */
                                :root { --r-s: calc(var(--r) * 0.6); }
                                a > b :is(th, td) { content: " (" attr(href) ") /* no comment */ ;}"; }
                                @media (min-width: 48rem) {
                                  .x { background: url("data:image/svg+xml,%3Csvg viewBox='0 0 20 20'%3E"); }
                                }
                                """))
                .isEqualTo(
                        ":root{--r-s:calc(var(--r) * 0.6)}"
                                + "a > b :is(th,td){content:\" (\" attr(href) \") /* no comment */ ;}\"}"
                                + "@media (min-width:48rem){.x{background:url(\"data:image/svg+xml,%3Csvg viewBox='0 0 20 20'%3E\")}}");
    }

    @Test
    void theKitIsWholeAndWithinItsBudget() {
        String kit = StyleSheet.compact(StyleSheet.joined("kit.css", fromTheKit()));

        assertThat(kit).doesNotContain("@import").contains("@layer print{@media print{@page{");
        assertThat(kit.chars().filter(c -> c == '{').count())
                .isEqualTo(kit.chars().filter(c -> c == '}').count());
        byte[] gzipped =
                Asset.of("kit.css", kit.getBytes(StandardCharsets.UTF_8)).gzipped();
        assertThat(gzipped).hasSizeLessThan(11 * 1024);
    }

    private static UnaryOperator<String> fromTheKit() {
        return name -> {
            try (var file = StyleSheetTest.class.getResourceAsStream("/static/kit/" + name)) {
                return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
    }
}
