package dk.bykassen.simulator.eid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dk.bykassen.simulator.store.Settings;
import java.text.ParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The brokers' key. Made when first needed and kept, so that a portal that has cached the public half still trusts
 * tokens after the simulator's restart.
 */
final class SigningKey {

    private static final String SETTING = "eid.key";

    private final Settings settings;
    private @Nullable RSAKey key;

    SigningKey(Settings settings) {
        this.settings = settings;
    }

    String publicKeys() {
        return new JWKSet(key().toPublicJWK()).toString();
    }

    String sign(JWTClaimsSet claims) {
        return signWith(key(), claims);
    }

    /** Signs with a stranger's key under our key's id: a forgery. */
    String forge(JWTClaimsSet claims) {
        return signWith(newKey(key().getKeyID()), claims);
    }

    /** The claims of a token of ours, however old; null when it is not ours. */
    @Nullable
    JWTClaimsSet read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSVerifier verifier = new RSASSAVerifier(key());
            return jwt.verify(verifier) ? jwt.getJWTClaimsSet() : null;
        } catch (ParseException | JOSEException e) {
            return null;
        }
    }

    private static String signWith(RSAKey key, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized RSAKey key() {
        if (key == null) {
            try {
                var kept = settings.get(SETTING);
                key = kept.isPresent()
                        ? RSAKey.parse(kept.get())
                        : newKey(UUID.randomUUID().toString());
                if (kept.isEmpty()) {
                    settings.put(SETTING, key.toJSONString());
                }
            } catch (ParseException e) {
                throw new IllegalStateException(e);
            }
        }
        return key;
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
