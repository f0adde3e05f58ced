package dk.bykassen.statement;

import dk.bykassen.kernel.Money;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What was bought at the counter. Declared here because the statement shows it; the till module knows the answer. */
public interface TillReceipts {

    /** The receipts of purchases and reversals by their public ids, in two queries however many; ids of anything else are absent. */
    Map<UUID, Receipt> of(Collection<UUID> ids);

    /**
     * Which of those purchases and reversals have {@code words} in the text of a line, capitals or not.
     *
     * @param unitsToo whether the name of the unit counts as well: not for those who may not know where it was
     */
    Set<UUID> mentioning(Collection<UUID> ids, String words, boolean unitsToo);

    /**
     * @param unit where: {@code Kantinen, Fjordskolen}
     * @param place the kind of place it is: {@code school}
     * @param lines what; of a reversal, the lines of the purchase it gives back
     */
    record Receipt(String unit, String place, List<Line> lines) {}

    /** @param amount of all pieces together */
    record Line(String text, int quantity, Money amount) {}
}
