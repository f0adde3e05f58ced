package dk.bykassen.till;

import dk.bykassen.tenant.Tenant;
import java.util.UUID;

/**
 * A till that has shown its key.
 *
 * @param merchants ids of its unit's ledger accounts, by stripe
 */
record Device(Tenant tenant, long id, UUID publicId, long unit, String unitName, String place, long[] merchants) {}
