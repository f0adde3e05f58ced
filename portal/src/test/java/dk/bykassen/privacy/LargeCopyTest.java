package dk.bykassen.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody who bought ten thousand meals asks for their data. What it takes is printed, and never judged by a clock. */
class LargeCopyTest extends PrivacyTown {

    private static final int MEALS = 10_000;

    @Test
    void tenThousandTransactionsAreNoTrouble() {
        history(hers, MEALS);
        ArchiveWriter writer = portal.getBean(ArchiveWriter.class);
        var copy = new Copy(
                1, UUID.randomUUID(), karen.id(), DANISH, Copy.State.MAKING, 0, 0, clock.instant(), null, null, null);
        Visitor browser = browserOf(karen);
        String address = "/accounts/" + hers.publicId() + "/statement.csv?from=2026-01-01&to=2026-12-31";
        byte[] archive = {};
        long archiveTime = 0;
        long statementTime = 0;
        String csv = "";
        for (int round = 0; round < 3; round++) {
            long begun = System.nanoTime();
            archive = TestTown.in(town, () -> writer.write(copy, karen, clock.instant(), done -> {}));
            archiveTime = System.nanoTime() - begun;
            begun = System.nanoTime();
            csv = browser.get(address).body();
            statementTime = System.nanoTime() - begun;
        }

        assertThat(csv.lines().count()).isEqualTo(MEALS + 2);
        assertThat(archive.length).isGreaterThan(100_000).isLessThan(20_000_000);
        int csvBytes = csv.getBytes(StandardCharsets.UTF_8).length;
        System.out.printf(
                "copy of %d transactions: %d ms, %d kB (%d bytes each); the CSV statement of the same: %d ms, %d kB;"
                        + " copy/statement: time %.1f, size %.2f%n",
                MEALS,
                archiveTime / 1_000_000,
                archive.length / 1000,
                archive.length / MEALS,
                statementTime / 1_000_000,
                csvBytes / 1000,
                (double) archiveTime / statementTime,
                (double) archive.length / csvBytes);
    }
}
