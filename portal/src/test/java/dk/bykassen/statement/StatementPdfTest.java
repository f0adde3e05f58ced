package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.ReadAloud;
import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.ledger.TransferKind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The document can be read, aloud too, and tells what the page tells. */
class StatementPdfTest extends StatementTown {

    private static final int LINES = 10_000;

    @Autowired
    StatementPdf pdf;

    @Autowired
    FilePlaces places;

    @Autowired
    Statements statements;

    @Test
    void itSaysWhatThePageSaysAndIsTagged() throws IOException {
        given(Instant.parse("2026-01-05T09:00:00Z"), 50_000);
        bought(Instant.parse("2026-11-20T11:00:00Z"), "Ostehaps <b>", 1400);
        bought(Instant.parse("2026-11-21T11:00:00Z"), "Yoghurt & bær", 600);
        keep();
        var selection = new Selection(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30), Selection.Kind.ALL, "");
        Statement statement = with(() -> statements.whole(karen.id(), account(), selection));
        byte[] made = TestTown.in(town, () -> pdf.of(account(), statement, "Karen Holm", Locale.of("da")));

        try (PDDocument document = Loader.loadPDF(made)) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Kontoudskrift for Emil Holm");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("da");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Ostehaps <b>", "Yoghurt & bær", "500,00", "480,00", "20. nov. 2026 12.00", "30118204");
        }
        assertThat(browserOf(karen)
                        .get(page() + ".pdf?from=2026-11-01")
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/pdf");
    }

    @Test
    void tenThousandLinesAreAllThereInTheirOrder() throws IOException {
        var selection = new Selection(LocalDate.of(2021, 1, 1), LocalDate.of(2026, 12, 31), Selection.Kind.ALL, "");
        Statement statement = ofManyLines(selection);
        byte[] made = TestTown.in(town, () -> pdf.of(account(), statement, "Karen Holm", Locale.of("da")));

        ReadAloud.Element all = ReadAloud.of(made);
        assertThat(all.all("H1")).extracting(ReadAloud.Element::text).containsExactly("Kontoudskrift for Emil Holm");
        assertThat(all.all("H2")).hasSize(2);
        ReadAloud.Element table = all.all("Table").getLast();
        List<ReadAloud.Element> rows = table.all("TR");
        assertThat(rows).hasSize(LINES + 1);
        assertThat(rows.getFirst().parts()).extracting(ReadAloud.Element::kind).containsOnly("TH");
        assertThat(rows.getFirst().texts()).containsExactly("Dato", "Hvad", "Beløb", "Saldo");
        for (int line = 0; line < LINES; line++) {
            ReadAloud.Element row = rows.get(line + 1);
            assertThat(row.parts()).extracting(ReadAloud.Element::kind).containsOnly("TD");
            assertThat(row.texts().get(1)).isEqualTo("Køb, Kantinen, Fjordskolen 1x Ostehaps " + line + " 14,00");
            assertThat(row.texts().get(2)).isEqualTo("−14,00");
            assertThat(row.texts().get(3).replace(".", "")).isEqualTo((LINES - 1 - line) * 14 + ",00");
        }
        try (PDDocument document = Loader.loadPDF(made)) {
            int pages = document.getNumberOfPages();
            var last = new PDFTextStripper();
            last.setStartPage(pages);
            assertThat(last.getText(document)).contains(pages + " / " + pages, "Ostehaps 9999", "Saldo");
        }
    }

    @Test
    void whoPressesAHundredTimesGetsTwoAndIsAskedToWait() throws InterruptedException {
        var taken = new CountDownLatch(2);
        var done = new CountDownLatch(1);
        var pressing = new ArrayList<Thread>();
        for (int time = 0; time < 2; time++) {
            pressing.add(Thread.startVirtualThread(() -> places.taking(karen.id(), () -> {
                taken.countDown();
                try {
                    return done.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            })));
        }
        Visitor browser = browserOf(karen);
        try {
            assertThat(taken.await(1, TimeUnit.MINUTES)).isTrue();
            for (String file : List.of(".pdf", ".csv")) {
                var answer = browser.get(page() + file);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("travlt");
            }
        } finally {
            done.countDown();
        }
        for (Thread press : pressing) {
            press.join();
        }
        assertThat(browser.get(page() + ".pdf").status()).isEqualTo(200);
    }

    private Statement ofManyLines(Selection selection) {
        var rows = new ArrayList<Statement.Row>();
        for (int line = 0; line < LINES; line++) {
            rows.add(new Statement.Row(
                    Instant.parse("2026-11-20T11:00:00Z").minusSeconds(line * 18_000L),
                    TransferKind.PURCHASE,
                    "Kantinen, Fjordskolen",
                    "school",
                    List.of(new TillReceipts.Line("Ostehaps " + line, 1, kroner(14))),
                    town.money(-1400),
                    kroner((LINES - 1 - line) * 14L),
                    null));
        }
        var found = new Statement.Found(LINES, kroner(0), kroner(LINES * 14L));
        return new Statement(
                selection,
                selection.from(),
                kroner(LINES * 14L),
                kroner(0),
                kroner(0),
                kroner(LINES * 14L),
                found,
                1,
                LINES,
                rows);
    }
}
