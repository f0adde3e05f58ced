package dk.bykassen.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** SHA-256: the fingerprint of a request body, and the stored form of tokens that are random enough not to need a key. */
public final class Digest {

    private Digest() {}

    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * An id that follows from {@code text} and from nothing else (UUID version 8, RFC 9562): whoever says the same names the
     * same thing, and nobody can aim at an id that belongs to something else.
     */
    public static UUID id(String text) {
        ByteBuffer digest = ByteBuffer.wrap(of(text));
        long high = digest.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L;
        long low = digest.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
