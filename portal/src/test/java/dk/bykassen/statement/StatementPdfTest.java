package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The document can be read, aloud too, and tells what the page tells. */
class StatementPdfTest extends StatementTown {

    @Autowired
    StatementPdf pdf;

    @Autowired
    Statements statements;

    @Test
    void itSaysWhatThePageSaysAndIsTagged() throws IOException {
        given(Instant.parse("2026-01-05T09:00:00Z"), 50_000);
        bought(Instant.parse("2026-11-20T11:00:00Z"), "Ostehaps <b>", 1400);
        bought(Instant.parse("2026-11-21T11:00:00Z"), "Yoghurt & bær", 600);
        keep();
        var selection = new Selection(
                java.time.LocalDate.of(2026, 11, 1), java.time.LocalDate.of(2026, 11, 30), Selection.Kind.ALL, "");
        Statement statement = with(() -> statements.whole(karen.id(), account(), selection));
        byte[] made = TestTown.in(town, () -> pdf.of(account(), statement, "Karen Holm", Locale.of("da")));

        try (PDDocument document = Loader.loadPDF(made)) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Kontoudskrift for Emil Holm");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("da");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(kinds(document.getDocumentCatalog().getStructureTreeRoot(), new HashSet<>()))
                    .contains("H1", "H2", "Table", "TR", "TH", "TD");
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Ostehaps <b>", "Yoghurt & bær", "500,00", "480,00", "20. nov. 2026 12.00", "30118204");
        }
        assertThat(browserOf(karen)
                        .get(page() + ".pdf?from=2026-11-01")
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/pdf");
    }

    private static Set<String> kinds(PDStructureNode node, Set<String> found) {
        for (Object child : node.getKids()) {
            if (child instanceof PDStructureElement element) {
                found.add(element.getStandardStructureType());
                kinds(element, found);
            }
        }
        return found;
    }
}
