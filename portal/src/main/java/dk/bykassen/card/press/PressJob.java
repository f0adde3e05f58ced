package dk.bykassen.card.press;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card to be made.
 *
 * @param id the order's public id: who sends it twice has ordered one card
 * @param tenant whose design it has
 * @param kind {@code chip} or {@code card}
 * @param prefix digits printed before the number; null for none
 * @param name printed on it
 * @param street where it is sent, as {@code postcode} and {@code city}
 */
public record PressJob(
        UUID id,
        String tenant,
        String kind,
        @Nullable String prefix,
        String name,
        String street,
        String postcode,
        String city) {

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "PressJob " + id;
    }
}
