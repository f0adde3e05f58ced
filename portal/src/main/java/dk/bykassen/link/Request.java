package dk.bykassen.link;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for access to the account of whoever has a person number.
 *
 * @param shown the part of the number that may be shown, as it was typed
 * @param account null where there is none, or nobody is to be asked; never shown to the one who asks
 */
record Request(
        long id,
        UUID publicId,
        long requester,
        String shown,
        @Nullable Long account,
        RequestState state,
        Instant askedAt,
        Instant expiresAt) {

    /** The number as it may be shown: the rest of it covered. */
    String masked() {
        return shown
                + (Tenants.current().country() == Tenant.Country.DK
                        ? "-\u2022\u2022\u2022\u2022"
                        : " \u2022\u2022\u2022\u2022\u2022");
    }

    /** Whether it can still be answered. */
    boolean isWaiting(Instant now) {
        return state == RequestState.WAITING && expiresAt.isAfter(now);
    }

    /** Whether it waits as far as the one who asked can tell. */
    boolean looksOpen(Instant now) {
        return RequestState.open().contains(state) && expiresAt.isAfter(now);
    }

    /** Never the number: records end up in logs. */
    @Override
    public String toString() {
        return "Request " + publicId;
    }
}
