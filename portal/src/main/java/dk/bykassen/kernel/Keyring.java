package dk.bykassen.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's secrets. One line per master key, {@code id:base64 of 32 bytes}; the first line encrypts, every line
 * decrypts, and the last (oldest) line keys the look-up hashes, which must not change when a key is added. All working
 * keys are derived (HKDF-SHA256) per purpose, so no master key is used for two things.
 */
public final class Keyring {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKey> masters;
    private final String current;
    private final String oldest;
    private final SecureRandom random = new SecureRandom();

    private Keyring(LinkedHashMap<String, SecretKey> masters) {
        this.masters = masters;
        this.current = masters.firstEntry().getKey();
        this.oldest = masters.lastEntry().getKey();
    }

    /** @throws IllegalArgumentException with a sentence for the operator when a line is not a key */
    public static Keyring parse(String lines) {
        var masters = new LinkedHashMap<String, SecretKey>();
        lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    byte[] key = colon < 1
                            ? new byte[0]
                            : decode(line.substring(colon + 1).strip());
                    if (key.length != 32) {
                        throw new IllegalArgumentException(
                                "A line of the secrets is not of the form id:base64 of 32 bytes.");
                    }
                    if (masters.put(line.substring(0, colon), new SecretKeySpec(key, "HKDF")) != null) {
                        throw new IllegalArgumentException("A key id stands twice in the secrets.");
                    }
                });
        if (masters.isEmpty()) {
            throw new IllegalArgumentException("The secrets hold no key.");
        }
        return new Keyring(masters);
    }

    /** A fresh line for the secrets file. */
    public static String newLine(String id) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    /** Whether any key was made for a demonstration; such a key must never guard real people's data. */
    public boolean isForDemonstration() {
        return masters.keySet().stream().anyMatch(id -> id.startsWith("demo"));
    }

    /** The id of the key that encrypts today. */
    public String currentId() {
        return current;
    }

    /** The id of the key that keys the look-ups. */
    public String oldestId() {
        return oldest;
    }

    /** The ids of all keys, the current one first. */
    public List<String> ids() {
        return List.copyOf(masters.keySet());
    }

    public boolean holds(String id) {
        return masters.containsKey(id);
    }

    /** Whether the key that encrypts today sealed {@code stored}. */
    public boolean isCurrent(byte[] stored) {
        return keyId(stored).equals(current);
    }

    /** Encrypts for storage (AES-256-GCM): key id, nonce and ciphertext in one array; {@code purpose} is bound to it. */
    public byte[] encrypt(String purpose, String plain) {
        return seal(purpose, plain.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #encrypt}, for what is no text, such as an archive. */
    public byte[] seal(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] id = current.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, current, purpose, nonce, plain);
        byte[] out = new byte[1 + id.length + NONCE_BYTES + sealed.length];
        out[0] = (byte) id.length;
        System.arraycopy(id, 0, out, 1, id.length);
        System.arraycopy(nonce, 0, out, 1 + id.length, NONCE_BYTES);
        System.arraycopy(sealed, 0, out, 1 + id.length + NONCE_BYTES, sealed.length);
        return out;
    }

    /** @throws IllegalStateException when the key is gone, the purpose differs or the bytes were changed */
    public String decrypt(String purpose, byte[] stored) {
        return new String(open(purpose, stored), StandardCharsets.UTF_8);
    }

    /** What {@link #seal} sealed. @throws IllegalStateException as {@link #decrypt} does */
    public byte[] open(String purpose, byte[] stored) {
        int idLength = stored[0];
        String id = keyId(stored);
        byte[] nonce = Arrays.copyOfRange(stored, 1 + idLength, 1 + idLength + NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(stored, 1 + idLength + NONCE_BYTES, stored.length);
        return cipher(Cipher.DECRYPT_MODE, id, purpose, nonce, sealed);
    }

    /** {@link #encrypt} for a browser to carry, in a cookie or an address, until it brings it back. */
    public String handOut(String purpose, String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encrypt(purpose, plain));
    }

    /** What {@link #handOut} gave; empty for anything else a browser brings. */
    public Optional<String> takeBack(String purpose, String brought) {
        try {
            return Optional.of(decrypt(purpose, Base64.getUrlDecoder().decode(brought)));
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException notOurs) {
            return Optional.empty();
        }
    }

    /** A keyed hash (HMAC-SHA256) to find a secret value again without storing it. */
    public byte[] lookup(String purpose, String value) {
        return mac(derive(oldest, "lookup:" + purpose), value);
    }

    /** A text derived from the oldest key for {@code purpose}: the same on every node and after every restart. */
    public String derivedSecret(String purpose) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac(derive(oldest, "secret:" + purpose), purpose));
    }

    private static String keyId(byte[] stored) {
        return new String(stored, 1, stored[0], StandardCharsets.UTF_8);
    }

    private byte[] cipher(int mode, String id, String purpose, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, derive(id, "aes:" + purpose), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored secret of purpose " + purpose + " cannot be read", e);
        }
    }

    private SecretKey derive(String id, String purpose) {
        SecretKey master = masters.get(id);
        if (master == null) {
            throw new IllegalStateException("the secrets no longer hold the key " + id);
        }
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(master)
                                    .thenExpand(("bykassen/" + purpose).getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(SecretKey key, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
