package dk.bykassen.simulator.nexi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the gateway sees it. Amounts in minor units.
 *
 * @param chargeAtOnce whether completing the window takes the money, or only reserves it
 * @param storesCard whether completing the window stores the card for unscheduled charges
 * @param card the stored card it made, renewed or was charged to
 * @param expiry of the card, MMYY
 */
record Payment(
        String id,
        String merchant,
        State state,
        long amount,
        String currency,
        String reference,
        String items,
        @Nullable String checkoutUrl,
        @Nullable String returnUrl,
        @Nullable String cancelUrl,
        boolean chargeAtOnce,
        boolean storesCard,
        @Nullable String card,
        @Nullable String brand,
        @Nullable String maskedNumber,
        @Nullable String expiry,
        long reserved,
        long cancelled,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {

    /** Open until the customer completes the window or the merchant ends it. */
    enum State {
        OPEN,
        COMPLETED,
        CANCELLED,
        TERMINATED
    }

    boolean isExpired(Instant now) {
        return state == State.OPEN && !now.isBefore(expiresAt);
    }

    /** Money taken. */
    record Charge(String id, String payment, long amount, Instant createdAt) {}

    /** Money given back. */
    record Refund(String id, String charge, long amount, Instant createdAt) {}

    /** A card on file. The number is one of the test cards'. */
    record StoredCard(String id, String merchant, String brand, String number, String expiry) {

        String masked() {
            return mask(number);
        }
    }

    static String mask(String number) {
        return number.substring(0, 6) + "*".repeat(number.length() - 10) + number.substring(number.length() - 4);
    }
}
