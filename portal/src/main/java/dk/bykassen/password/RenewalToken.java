package dk.bykassen.password;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenants;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The secret in a link to a new password: the wish's public id and 128 bits of a keyed hash of it. Nothing of it is stored,
 * so no row opens anything, and a job that is run again sends the same link.
 */
@Component
class RenewalToken {

    private static final String PURPOSE = "password-renewal";
    private static final int ID_BYTES = 16;
    private static final int HASH_BYTES = 16;

    private final Keyring keyring;

    RenewalToken(Keyring keyring) {
        this.keyring = keyring;
    }

    String of(UUID wish) {
        byte[] token = ByteBuffer.allocate(ID_BYTES + HASH_BYTES)
                .putLong(wish.getMostSignificantBits())
                .putLong(wish.getLeastSignificantBits())
                .put(hash(wish))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The wish whose token this is; empty for anything we did not make for this tenant. */
    Optional<UUID> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != ID_BYTES + HASH_BYTES) {
            return Optional.empty();
        }
        ByteBuffer id = ByteBuffer.wrap(bytes);
        var wish = new UUID(id.getLong(), id.getLong());
        byte[] given = Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
        return MessageDigest.isEqual(given, hash(wish)) ? Optional.of(wish) : Optional.empty();
    }

    private byte[] hash(UUID wish) {
        return Arrays.copyOf(keyring.lookup(PURPOSE, Tenants.current().id() + ":" + wish), HASH_BYTES);
    }
}
