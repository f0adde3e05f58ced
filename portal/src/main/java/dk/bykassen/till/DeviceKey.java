package dk.bykassen.till;

import dk.bykassen.kernel.Digest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A till's key, {@code bk_till_<tenant>_<32 random characters>}: 192 bits nobody can guess, so a plain hash is enough to
 * keep. The tenant is readable, for devices that reach the portal by a host of no tenant.
 */
record DeviceKey(String text, String slug) {

    private static final Pattern SHAPE = Pattern.compile("bk_till_([a-z][a-z0-9-]{1,30})_[A-Za-z0-9_-]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static DeviceKey next(String slug) {
        byte[] secret = new byte[24];
        RANDOM.nextBytes(secret);
        return new DeviceKey(
                "bk_till_" + slug + "_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
                slug);
    }

    static Optional<DeviceKey> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        return shape.matches() ? Optional.of(new DeviceKey(text, shape.group(1))) : Optional.empty();
    }

    byte[] hash() {
        return Digest.of(text);
    }

    @Override
    public String toString() {
        return "key of a till of " + slug;
    }
}
