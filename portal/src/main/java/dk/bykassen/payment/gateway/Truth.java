package dk.bykassen.payment.gateway;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** The answer to {@link Gateway#ask}. */
public sealed interface Truth {

    /**
     * What the gateway's books say; amounts in minor units.
     *
     * @param reference ours, as given with the order; null where the gateway does not repeat it
     * @param reserved held on the card, whether charged since or not
     * @param cancelled of what was reserved, given back uncharged
     * @param charged taken
     * @param refunded of what was taken, given back
     * @param terminated closed without a charge: nothing can be taken any more
     * @param chargeId the first charge, if any
     * @param card what paid, once known
     * @param token the stored card's name at the gateway, if one was asked for and made
     */
    record Found(
            @Nullable String reference,
            String currency,
            long reserved,
            long cancelled,
            long charged,
            long refunded,
            boolean terminated,
            @Nullable String chargeId,
            @Nullable Card card,
            @Nullable String token)
            implements Truth {

        /** Held on the card and neither taken nor given back. */
        public long held() {
            return Math.max(0, reserved - cancelled - charged);
        }
    }

    /** @param expires the last month it is good, where the gateway tells */
    record Card(String brand, String lastFour, @Nullable YearMonth expires) {}

    /** The gateway finds no such payment; its books may be moments behind its own answers. */
    record Absent() implements Truth {}

    /** Not reached, or nothing that makes sense came back. */
    record NoAnswer() implements Truth {}
}
