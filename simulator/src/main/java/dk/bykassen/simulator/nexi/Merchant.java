package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.world.Tenants;
import java.util.Optional;

/** Who has an agreement with the gateway: one merchant per tenant, known by its secret key. */
record Merchant(String slug) {

    private static final String KEY = "test-secret-key-";

    /** Nexi's own way: the key is the whole header, without a scheme. */
    static Optional<Merchant> bySecret(String authorization) {
        return Optional.of(authorization.strip())
                .filter(key -> key.startsWith(KEY))
                .map(key -> key.substring(KEY.length()))
                .filter(Tenants::isKnown)
                .map(Merchant::new);
    }

    String name() {
        return Tenants.nameOf(slug);
    }

    /** The number in webhooks: made from the name, so that it never changes. */
    int number() {
        return 100_000 + Math.floorMod(slug.hashCode(), 900_000);
    }
}
