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
 * @param total the whole purchase, minor units
 * @param lines what was bought, even when only a part came back
 */
public record Sale(UUID groupId, UUID purchase, boolean isReversal, String unit, long total, List<Line> lines) {}
