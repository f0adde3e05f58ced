package dk.bykassen.simulator.bank;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A transfer in the bank's books.
 *
 * @param reason why it was refused, as in ExternalStatusReason1Code; null unless it was
 * @param settlesAt when the bank decides by itself; null where somebody has to
 */
record Payment(
        String tenant,
        String messageId,
        Order order,
        State state,
        @Nullable String reason,
        @Nullable Instant settlesAt,
        Instant receivedAt,
        @Nullable Instant decidedAt) {

    enum State {
        PENDING("PDNG"),
        PAID("ACSC"),
        REJECTED("RJCT");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /** As in ExternalPaymentTransactionStatus1Code. */
        String code() {
            return code;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
