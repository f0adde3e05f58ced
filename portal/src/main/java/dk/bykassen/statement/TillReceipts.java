package dk.bykassen.statement;

import dk.bykassen.kernel.Money;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was bought at the counter. Declared here because the statement shows it; the till module knows the answer. */
public interface TillReceipts {

    /** The receipts of purchases and reversals by their public ids, in one query; ids of anything else are absent. */
    Map<UUID, Receipt> of(Collection<UUID> ids);

    /**
     * @param unit where: {@code Kantinen, Fjordskolen}
     * @param lines what; of a reversal, the lines of the purchase it gives back
     */
    record Receipt(String unit, List<Line> lines) {}

    /** @param amount of all pieces together */
    record Line(String text, int quantity, Money amount) {}
}
