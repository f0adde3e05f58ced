package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Somebody with ten thousand lines. What it takes is printed, and never judged by a clock. */
class LargeStatementTest extends StatementTown {

    private static final int LINES = 10_000;

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

        for (int round = 0; round < 2; round++) {
            System.out.printf(
                    "10,000 lines: page %d ms, last page %d ms, search %d ms, CSV %d ms%n",
                    took(() -> assertThat(browser.get(page() + period).body()).contains("af 10.000")),
                    took(() -> assertThat(
                                    browser.get(page() + period + "&page=200").body())
                            .contains("af 10.000")),
                    took(() -> assertThat(
                                    browser.get(page() + period + "&q=kage").body())
                            .contains("af 99")),
                    took(() -> assertThat(
                                    browser.get(page() + ".csv" + period).body().lines())
                            .hasSize(LINES + 1)));
        }
    }

    private static long took(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
