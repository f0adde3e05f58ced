package dk.bykassen.kernel;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

/**
 * A reference people can read aloud and type: {@code FJ-7K2M-94QX}. Two or three letters of the tenant, seven random characters of
 * a 32-letter alphabet without 0/O and 1/I, and one check character, so that a single wrong or two swapped neighbouring
 * characters are noticed. Check character: weighted sum modulo 31 (a prime), after the ISO 7064 idea.
 */
public final class Reference {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Reference() {}

    /** A new reference; {@code prefix} is two or three letters. Uniqueness is the database's to guard. */
    public static String next(String prefix) {
        return of(prefix, place -> RANDOM.nextInt(31));
    }

    /** The reference of {@code id}, always the same: for what may be asked for twice and is one thing. */
    public static String of(String prefix, UUID id) {
        byte[] digest = Digest.of(id.toString());
        return of(prefix, place -> Byte.toUnsignedInt(digest[place]) % 31);
    }

    /** @param letters of each place a number below 31: the last letter of the alphabet is the check's alone, which keeps 31 prime */
    private static String of(String prefix, IntUnaryOperator letters) {
        var body = new StringBuilder(7);
        for (int place = 0; place < 7; place++) {
            body.append(ALPHABET.charAt(letters.applyAsInt(place)));
        }
        body.append(check(body));
        return prefix.toUpperCase(Locale.ROOT) + "-" + body.substring(0, 4) + "-" + body.substring(4);
    }

    /** Whether {@code text} has the shape of a reference and its check character fits; spaces, hyphens and case forgiven. */
    public static boolean isValid(String text) {
        String bare = text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (!bare.matches("[A-Z]{2,3}[2-9A-HJ-NP-Z]{8}")) {
            return false;
        }
        String body = bare.substring(bare.length() - 8, bare.length() - 1);
        return body.chars().allMatch(c -> ALPHABET.indexOf(c) < 31) && check(body) == bare.charAt(bare.length() - 1);
    }

    private static char check(CharSequence body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (i + 2) * ALPHABET.indexOf(body.charAt(i));
        }
        return ALPHABET.charAt(sum % 31);
    }
}
