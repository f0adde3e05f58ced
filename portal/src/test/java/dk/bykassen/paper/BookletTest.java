package dk.bykassen.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.ReadAloud;
import dk.bykassen.paper.Booklet.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Whatever is written, all of it stands on the paper and can be read aloud in its order. */
class BookletTest {

    private static final List<Column> COLUMNS =
            List.of(new Column("Hvad", 0.7f, false), new Column("Beløb", 0.3f, true));

    @Test
    void aRowLongerThanAPageGoesOnOnTheNext() throws IOException {
        String tall = String.join(
                "\n", IntStream.range(0, 200).mapToObj(line -> "linje-" + line).toList());
        byte[] made = made(booklet ->
                booklet.table(COLUMNS, List.of(List.of("før", "1"), List.of(tall, "2"), List.of("efter", "3"))));

        List<ReadAloud.Element> rows = ReadAloud.of(made).all("TR");
        assertThat(rows.stream().map(ReadAloud.Element::texts))
                .containsExactly(
                        List.of("Hvad", "Beløb"),
                        List.of("før", "1"),
                        List.of(tall.replace('\n', ' '), "2"),
                        List.of("efter", "3"));
        assertThat(pages(made)).hasSizeGreaterThan(2).allMatch(page -> page.contains("Beløb"));
    }

    @Test
    void aWordLongerThanItsColumnIsBrokenAndStaysWithinIt() throws IOException {
        String word = "Speltboller".repeat(40);
        byte[] made = made(booklet -> booklet.table(COLUMNS, List.of(List.of("med " + word, "1"))));

        assertThat(ReadAloud.of(made).all("TD").getFirst().text().replace(" ", ""))
                .isEqualTo("med" + word);
    }

    @Test
    void lettersTheFontLacksAreBoxesAndNoLetterIsLostInALigature() throws IOException {
        byte[] made = made(booklet -> {
            booklet.paragraph("Fiskefilet \ud83e\uddc0 af\u0007\tØystein");
            booklet.facts(Map.of("Offer <&>", "Kaffi"));
        });

        ReadAloud.Element all = ReadAloud.of(made);
        assertThat(all.all("P").getFirst().text()).isEqualTo("Fiskefilet □ af Øystein");
        assertThat(all.all("TR").getFirst().texts()).containsExactly("Offer <&>", "Kaffi");
        assertThat(all.all("TH")).hasSize(1);
    }

    @Test
    void paragraphsGoOnOnTheNextPageAndPagesAreCounted() throws IOException {
        String text = "ord ".repeat(3000).strip();
        byte[] made = made(booklet -> {
            booklet.heading("Først");
            booklet.quiet(text);
            booklet.heading("Sidst");
            booklet.paragraph("");
        });

        ReadAloud.Element all = ReadAloud.of(made);
        assertThat(all.all("P").getFirst().text()).isEqualTo(text);
        assertThat(all.all("H2")).extracting(ReadAloud.Element::text).containsExactly("Først", "Sidst");
        List<String> pages = pages(made);
        assertThat(pages).hasSizeGreaterThan(1);
        for (int page = 1; page <= pages.size(); page++) {
            assertThat(pages.get(page - 1))
                    .contains(page + " / " + pages.size())
                    .contains("Fjordby");
        }
    }

    @Test
    void itSaysWhatItIs() throws IOException {
        try (PDDocument document = Loader.loadPDF(made(booklet -> {}))) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Prøve <&>");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("nb");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getViewerPreferences().displayDocTitle())
                    .isTrue();
            assertThat(new String(
                            document.getDocumentCatalog().getMetadata().toByteArray(),
                            java.nio.charset.StandardCharsets.UTF_8))
                    .contains("<pdfuaid:part>1</pdfuaid:part>", "Prøve &lt;&amp;&gt;");
            assertThat(document.getDocumentCatalog()
                            .getDocumentOutline()
                            .getFirstChild()
                            .getTitle())
                    .isEqualTo("Prøve <&>");
        }
    }

    private static byte[] made(Booklet.Writer writer) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var booklet = new Booklet(document, "Prøve <&>", "Fjordby", Locale.of("nb"));
            writer.write(booklet);
            booklet.save("Fjordby", out);
        }
        return out.toByteArray();
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setPageEnd("\f");
            return List.of(stripper.getText(document).split("\f")).stream()
                    .filter(page -> !page.isBlank())
                    .toList();
        }
    }
}
