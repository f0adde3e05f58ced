package dk.bykassen.till;

import java.util.List;
import java.util.UUID;

/**
 * What stands behind a movement that a till caused.
 *
 * @param groupId the group of the ledger's transfer
 * @param purchase the purchase's id; the group itself unless this is a reversal
 * @param isReversal whether money came back, for the whole purchase or a part of it
 * @param unit the name of the unit that sold
 * @param place the kind of place the unit is
 * @param total the whole purchase, minor units
 * @param lines what was bought, even when only a part came back
 */
public record Sale(
        UUID groupId, UUID purchase, boolean isReversal, String unit, String place, long total, List<Line> lines) {

    /** The same purchase, as the reversal {@code group} tells of it. */
    Sale reversedBy(UUID group) {
        return new Sale(group, purchase, true, unit, place, total, lines);
    }
}
