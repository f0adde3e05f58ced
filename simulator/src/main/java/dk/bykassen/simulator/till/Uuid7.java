package dk.bykassen.simulator.till;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Ids that begin with their time (RFC 9562, version 7), as tills make them. */
public final class Uuid7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Uuid7() {}

    /** An id of this moment: real time, so that a moved demo clock never makes two tills' ids meet or look too old. */
    public static UUID next() {
        return at(Instant.now());
    }

    static UUID at(Instant instant) {
        long high = instant.toEpochMilli() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        long low = RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
