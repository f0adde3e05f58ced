package dk.bykassen.simulator.eid;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one sign-in has granted one client.
 *
 * @param challenge the S256 code challenge of PKCE
 * @param level the level of assurance reached
 * @param signedInAt real time: the demo's clock must not break a sign-in
 */
record Grant(
        Issuer issuer,
        String clientId,
        String tenant,
        Person person,
        String redirectUri,
        Set<String> scopes,
        @Nullable String nonce,
        String challenge,
        String level,
        String transactionId,
        long signedInAt) {}
