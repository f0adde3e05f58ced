package dk.bykassen.simulator.eid;

import dk.bykassen.simulator.world.Tenants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The portal's registrations at the brokers, one per tenant: {@code bykassen-<tenant>}. */
final class Clients {

    private static final String PREFIX = "bykassen-";

    private Clients() {}

    static Optional<String> tenantOf(String clientId) {
        return Optional.of(clientId)
                .filter(id -> id.startsWith(PREFIX))
                .map(id -> id.substring(PREFIX.length()))
                .filter(Tenants::isKnown);
    }

    static boolean isSecretOf(String clientId, String secret) {
        String right = tenantOf(clientId).map(tenant -> "demo-secret-" + tenant).orElse("");
        return !right.isEmpty()
                && MessageDigest.isEqual(
                        right.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}
