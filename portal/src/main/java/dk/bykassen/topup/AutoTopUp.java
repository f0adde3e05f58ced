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
 * @param because why it waits, is paused or has ended; null while nothing is in its way
 * @param since since when that is so
 * @param resumedAt when its owner last let it go on
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
        @Nullable Because because,
        @Nullable Instant since,
        @Nullable Instant resumedAt,
        Instant createdAt) {

    enum Status {
        /** The card window is open; nothing is charged before the card is stored. */
        AWAITING_CARD,
        ACTIVE,
        /** It waits for its owner. */
        PAUSED,
        CANCELLED
    }

    /** What is in the way of an order, or ended it. */
    enum Because {
        /** Active, but waits: every chip of the account is blocked. */
        CHIP,
        /** Active, but waits: it charged as often as it may in a day. */
        DAY,
        /** Active, but waits: the account would hold more than it may. */
        ROOM,
        /** Paused: the card was declined too often in a row. */
        DECLINES,
        /** Paused: the card cannot be charged any more. */
        CARD,
        /** Paused: the bank wants the customer to confirm a payment. */
        CUSTOMER,
        /** Paused: it charged so often in so short a time that something may be wrong. */
        BURST,
        /** Ended by its owner. */
        CANCELLED,
        CARD_REMOVED,
        ACCOUNT_CLOSED,
        /** Ended: its owner no longer acts for the account. */
        LEFT,
        /** Another order took its place. */
        REPLACED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Because of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    boolean isPaused() {
        return status == Status.PAUSED;
    }

    boolean isPausedFor(Because reason) {
        return isPaused() && because == reason;
    }

    /** Whether there is something to charge: a first deposit not made yet, or a low balance. */
    boolean isDue(Money balance) {
        return depositNow || balance.isLessThan(threshold);
    }

    /** Whether a card that was declined is left alone until {@link #notBefore}. */
    boolean isBackingOff(Instant now) {
        return notBefore != null && now.isBefore(notBefore);
    }
}
