package dk.bykassen.topup;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way to pay, with the bank asking, what the bank would not let a standing order charge.
 *
 * @param declined the payment the bank refused
 * @param clicks keys of the payments begun with it, the last one for the next attempt
 * @param paidAt when one of them went through
 */
record PayLink(
        long id,
        long orderId,
        UUID declined,
        Money amount,
        List<UUID> clicks,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant paidAt) {

    /** Whoever opens the link twice at once sends the same key and is shown the same window. */
    UUID click() {
        return clicks.getLast();
    }

    /** What whoever opens a link is told. */
    enum State {
        /** It can be paid. */
        OPEN,
        PAID,
        /** The balance is fine again, or the order charges again by itself. */
        NOT_NEEDED,
        /** The order ended, or the account. */
        ENDED,
        /** The chip is blocked: such an account cannot be topped up. */
        BLOCKED,
        EXPIRED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
