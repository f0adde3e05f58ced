package dk.bykassen.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;

/**
 * A card somebody let us charge later.
 *
 * @param id inside the database
 * @param publicId outside
 * @param brand as the gateway names it: {@code Visa}
 * @param expires the last month it is good
 */
public record StoredCard(
        long id, UUID publicId, long personId, String brand, String lastFour, YearMonth expires, Instant addedAt) {

    /** Whether it is the same piece of plastic as far as can be told, stored twice, perhaps with a later expiry. */
    public boolean isSameCard(StoredCard other) {
        return brand.equals(other.brand) && lastFour.equals(other.lastFour);
    }

    public boolean isExpired(LocalDate today) {
        return YearMonth.from(today).isAfter(expires);
    }

    /** Good for this month only, or the next at most. */
    public boolean expiresSoon(LocalDate today) {
        return !isExpired(today) && !YearMonth.from(today).plusMonths(1).isBefore(expires);
    }
}
