package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody with ten thousand lines. What it takes is printed, and never judged by a clock. */
class LargeStatementTest extends StatementTown {

    private static final int LINES = 10_000;

    @Autowired
    Statements statements;

    @Autowired
    StatementPdf pdf;

    @Test
    void tenThousandLinesAreNoTrouble() {
        Instant begin = Instant.parse("2021-01-04T09:00:00Z");
        given(begin, LINES * 1400L);
        for (int line = 1; line < LINES; line++) {
            bought(begin.plusSeconds(line * 18_000L), line % 100 == 0 ? "Æblekage" : "Ostehaps", 1400);
        }
        keep();
        Visitor browser = browserOf(karen);
        String period = "?from=2021-01-01&to=2026-12-31";

        String month = "?from=2026-08-01&to=2026-08-31";
        for (int round = 0; round < 3; round++) {
            System.out.printf(
                    "10,000 lines: page %d ms, last page %d ms, page of one month %d ms, search %d ms, CSV %d ms, PDF %d ms%n",
                    took(() -> assertThat(browser.get(page() + period).body()).contains("af 10.000")),
                    took(() -> assertThat(
                                    browser.get(page() + period + "&page=200").body())
                            .contains("af 10.000")),
                    took(() -> assertThat(browser.get(page() + month).body()).contains("Viser 1")),
                    took(() -> assertThat(
                                    browser.get(page() + period + "&q=kage").body())
                            .contains("af 99")),
                    took(() -> assertThat(
                                    browser.get(page() + ".csv" + period).body().lines())
                            .hasSize(LINES + 1)),
                    took(() -> assertThat(browser.get(page() + ".pdf" + period).status())
                            .isEqualTo(200)));
        }
        var selection = new Selection(LocalDate.of(2021, 1, 1), LocalDate.of(2026, 12, 31), Selection.Kind.ALL, "");
        Statement statement = with(() -> statements.whole(karen.id(), account(), selection));
        assertThat(statement.rows()).hasSize(LINES);
        assertThat(statement.closing())
                .isEqualTo(with(() -> ledger.balance(account().purseId())));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long begun = threads.getCurrentThreadCpuTime();
        byte[] document = TestTown.in(town, () -> pdf.of(account(), statement, "Karen Holm", DANISH));
        System.out.printf(
                "PDF of all of them: %d kB, %d ms of processor, %d MB allocated on the way%n",
                document.length / 1000,
                (threads.getCurrentThreadCpuTime() - begun) / 1_000_000,
                (threads.getCurrentThreadAllocatedBytes() - before) / 1_000_000);
    }

    private static long took(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
