package dk.bykassen.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Time-ordered ids (UUID version 7, RFC 9562): 48 bits of Unix milliseconds, then 74 random bits. Used for every id the
 * outside sees; the random part makes them unguessable. Ids use real time, so that the demo clock cannot make two meet.
 */
public final class Uuid7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Uuid7() {}

    public static UUID next() {
        return at(Instant.now());
    }

    /** An id whose time part is {@code instant}. */
    public static UUID at(Instant instant) {
        long high = instant.toEpochMilli() << 16 | 0x7000L | RANDOM.nextInt(0x1000);
        long low = 0x8000_0000_0000_0000L | RANDOM.nextLong() >>> 2;
        return new UUID(high, low);
    }

    public static boolean is(UUID id) {
        return id.version() == 7 && id.variant() == 2;
    }

    /** The time part of a version 7 id. */
    public static Instant timeOf(UUID id) {
        if (!is(id)) {
            throw new IllegalArgumentException("not a UUIDv7: " + id);
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
