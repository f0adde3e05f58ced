package dk.bykassen.topup;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A standing order: when a till's decision leaves the balance below the threshold, the amount is charged to the stored card.
 *
 * @param accountId the account inside the database
 * @param personId whose card pays and who is told
 * @param registrationId the payment that stores the card, or the one that stores its replacement
 * @param depositNow a first deposit was asked for together with the order and is not made yet
 * @param charges how many of its charges are decided
 * @param declines how often in a row the card did not pay
 * @param notBefore after a decline nothing is tried before this time
 */
record AutoTopUp(
        long id,
        UUID publicId,
        long accountId,
        long personId,
        @Nullable Long storedCardId,
        Money amount,
        Money threshold,
        String receiptEmail,
        Locale language,
        long termsId,
        Status status,
        @Nullable UUID registrationId,
        boolean depositNow,
        int charges,
        int declines,
        @Nullable Instant notBefore,
        Instant createdAt) {

    enum Status {
        /** The card window is open; nothing is charged before the card is stored. */
        AWAITING_CARD,
        ACTIVE,
        /** The card failed too often; it waits for its owner. */
        PAUSED,
        CANCELLED
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    boolean isPaused() {
        return status == Status.PAUSED;
    }
}
