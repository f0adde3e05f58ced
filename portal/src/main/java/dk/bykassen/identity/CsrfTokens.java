package dk.bykassen.identity;

import dk.bykassen.kernel.BearerToken;
import dk.bykassen.kernel.Keyring;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * The token that unsafe forms carry: a keyed hash of the session's token, so that nothing is stored. Each form gets it
 * masked with fresh random bits, so that a compressed page does not betray it byte by byte (BREACH).
 */
@Component
class CsrfTokens {

    private static final String PURPOSE = "csrf";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Keyring keyring;

    CsrfTokens(Keyring keyring) {
        this.keyring = keyring;
    }

    String of(BearerToken sessionToken) {
        byte[] mask = new byte[BYTES];
        RANDOM.nextBytes(mask);
        byte[] out = new byte[2 * BYTES];
        System.arraycopy(mask, 0, out, 0, BYTES);
        System.arraycopy(xor(mask, keyring.lookup(PURPOSE, sessionToken.text())), 0, out, BYTES, BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out);
    }

    boolean fits(String given, BearerToken sessionToken) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(given);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        if (bytes.length != 2 * BYTES) {
            return false;
        }
        byte[] mask = Arrays.copyOfRange(bytes, 0, BYTES);
        byte[] masked = Arrays.copyOfRange(bytes, BYTES, 2 * BYTES);
        return MessageDigest.isEqual(xor(mask, masked), keyring.lookup(PURPOSE, sessionToken.text()));
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] out = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            out[i] = (byte) (one[i] ^ other[i]);
        }
        return out;
    }
}
