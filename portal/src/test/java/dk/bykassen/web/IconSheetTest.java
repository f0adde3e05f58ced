package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.Content;
import gg.jte.output.StringOutput;
import org.junit.jupiter.api.Test;

class IconSheetTest {

    private final Icons icons = new Icons();
    private final IconSheet sheet = icons.sheet();

    @Test
    void aPageCarriesTheSymbolsItUsesOnceEach() {
        assertThat(text(sheet.icon("wallet")))
                .isEqualTo("<svg class=\"i\" aria-hidden=\"true\"><use href=\"#wallet\"/></svg>");
        assertThat(text(sheet.icon("down", "i-l"))).startsWith("<svg class=\"i i-l\" ");
        sheet.icon("wallet");

        assertThat(text(sheet::writeSymbols))
                .startsWith("<svg class=\"sheet\" width=\"0\" height=\"0\" aria-hidden=\"true\"><symbol id=\"down\"")
                .containsOnlyOnce("id=\"wallet\"")
                .doesNotContain("id=\"plus\"")
                .endsWith("</symbol></svg>");
    }

    @Test
    void aPageWithoutIconsCarriesNothing() {
        assertThat(text(sheet::writeSymbols)).isEmpty();
    }

    @Test
    void anUnknownIconIsAMistakeInTheTemplate() {
        assertThatThrownBy(() -> sheet.icon("unicorn"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kit has no icon unicorn");
    }

    @Test
    void anIconThatComesTooLateForThePageIsAMistakeToo() {
        sheet.icon("wallet");
        text(sheet::writeSymbols);

        assertThat(text(sheet.icon("wallet"))).contains("#wallet");
        assertThatThrownBy(() -> sheet.icon("plus")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void symbolsLeaveStrokesToTheSheet() {
        assertThat(icons.symbol("wallet")).startsWith("<symbol id=\"wallet\" viewBox=\"0 0 24 24\"><path ");
    }

    private static String text(Content content) {
        var output = new StringOutput();
        content.writeTo(output);
        return output.toString();
    }
}
