package dk.bykassen.kernel;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** 256 random bits that stand for whoever holds them, such as a browser's session. The database knows their hash alone. */
public record BearerToken(String text) {

    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public BearerToken {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not the shape of a token");
        }
    }

    /** One that nobody holds yet. */
    public static BearerToken next() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new BearerToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Empty where {@code text} has not the shape of one of ours. */
    public static Optional<BearerToken> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new BearerToken(text)) : Optional.empty();
    }

    /** As it is stored. */
    public byte[] hash() {
        return Digest.of(text);
    }

    /** Never the bits: records end up in logs. */
    @Override
    public String toString() {
        return "BearerToken";
    }
}
