package dk.bykassen.payment;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the rest of the house may see it.
 *
 * @param id public
 * @param reference for people
 * @param received what the gateway took, less what it gave back; zero unless paid or held
 * @param storedCardId the card it is charged to without a window
 * @param keptCardId the card it stored for later
 * @param click the key it was begun under
 * @param windowOpen whether the payer can still go (back) to the window
 * @param decidedAt when the newest decision was learnt
 */
public record PaymentView(
        UUID id,
        String reference,
        PaymentKind kind,
        PaymentState state,
        long payerId,
        @Nullable Long purseId,
        UUID subject,
        Money amount,
        Money fee,
        Money received,
        boolean rememberCard,
        @Nullable Long storedCardId,
        @Nullable Long keptCardId,
        @Nullable String receiptEmail,
        Locale language,
        @Nullable Long termsId,
        @Nullable PaymentReason reason,
        @Nullable String cardBrand,
        @Nullable String cardLastFour,
        UUID click,
        boolean windowOpen,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant decidedAt) {

    public Money total() {
        return amount.plus(fee);
    }

    public boolean isPaid() {
        return state == PaymentState.PAID;
    }

    public boolean isUndecided() {
        return !state.isDecided();
    }

    /** The gateway did not answer with a window, so nobody was shown one: nothing can have been taken. */
    public boolean neverBegan() {
        return state == PaymentState.UNKNOWN && storedCardId == null && !windowOpen;
    }
}
