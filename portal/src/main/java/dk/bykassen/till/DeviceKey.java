package dk.bykassen.till;

import dk.bykassen.kernel.Digest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A till's key, {@code bk_till_<tenant>_<32 random characters>}: 192 bits nobody can guess, so a plain hash is enough to
 * keep. The tenant is readable, for devices that reach the portal by a host of no tenant.
 */
record DeviceKey(String text, String slug) {

    private static final String BEGINNING = "bk_till_";
    private static final int SHORTEST_SLUG = 2;
    private static final int LONGEST_SLUG = 31;
    private static final int SECRET = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static DeviceKey next(String slug) {
        byte[] secret = new byte[24];
        RANDOM.nextBytes(secret);
        return new DeviceKey(
                BEGINNING + slug + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret), slug);
    }

    /** Letter by letter: every call brings its key, and matching a pattern was 7 % of what the device door did in Java. */
    static Optional<DeviceKey> parse(String text) {
        int slugEnd = text.length() - SECRET - 1;
        int slugLength = slugEnd - BEGINNING.length();
        if (slugLength < SHORTEST_SLUG
                || slugLength > LONGEST_SLUG
                || !text.startsWith(BEGINNING)
                || text.charAt(slugEnd) != '_') {
            return Optional.empty();
        }
        String slug = text.substring(BEGINNING.length(), slugEnd);
        return isSlug(slug) && isSecret(text, slugEnd + 1) ? Optional.of(new DeviceKey(text, slug)) : Optional.empty();
    }

    private static boolean isSlug(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (!isSmall(letter) && (i == 0 || !isDigit(letter) && letter != '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSecret(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (!isSmall(letter)
                    && !(letter >= 'A' && letter <= 'Z')
                    && !isDigit(letter)
                    && letter != '_'
                    && letter != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSmall(char letter) {
        return letter >= 'a' && letter <= 'z';
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    byte[] hash() {
        return Digest.of(text);
    }

    @Override
    public String toString() {
        return "key of a till of " + slug;
    }
}
