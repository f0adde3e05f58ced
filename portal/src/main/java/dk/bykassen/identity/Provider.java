package dk.bykassen.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An eID broker to sign in with, or a tenant's own directory of its staff.
 *
 * @param id in addresses, such as {@code mitid}
 * @param name on the button, such as {@code MitID}
 * @param acceptedLevels values of {@code acr} or {@code loa} that are good enough
 * @param position small first on the sign-in page
 * @param audience whom it vouches for: citizens or staff, never both
 */
public record Provider(
        String id,
        String name,
        String issuer,
        Endpoints endpoints,
        Client client,
        NumberRule numberRule,
        List<String> acceptedLevels,
        int position,
        Audience audience) {

    /**
     * Where it answers.
     *
     * @param endSession where it ends its own session; null where it has none
     * @param numberMatch where it says whether a person number is that of the one who signed in; null where it does not
     */
    public record Endpoints(
            String authorize,
            String token,
            String userinfo,
            String jwks,
            @Nullable String endSession,
            @Nullable String numberMatch) {

        /** Those of a broker that has all of them but the number match beneath one address, under their customary names. */
        public static Endpoints under(String address) {
            return new Endpoints(
                    address + "/authorize",
                    address + "/token",
                    address + "/userinfo",
                    address + "/jwks",
                    address + "/logout",
                    null);
        }

        Endpoints matchingNumbersAt(String url) {
            return new Endpoints(authorize, token, userinfo, jwks, endSession, url);
        }
    }

    /**
     * As whom we come, and what we ask for.
     *
     * @param scopes with {@code openid} among them
     * @param parameters sent along when a sign-in starts, such as {@code acr_values}
     */
    public record Client(String id, String secret, List<String> scopes, Map<String, String> parameters) {

        /** Never the secret: records end up in logs. */
        @Override
        public String toString() {
            return "Client " + id;
        }
    }

    /** The same for others. */
    public Provider forAudience(Audience other) {
        return new Provider(id, name, issuer, endpoints, client, numberRule, acceptedLevels, position, other);
    }

    /** The same where numbers that are typed can be held against the one who signed in. */
    public Provider matchingNumbersAt(String url) {
        Endpoints matching = endpoints.matchingNumbersAt(url);
        return new Provider(id, name, issuer, matching, client, numberRule, acceptedLevels, position, audience);
    }

    @Override
    public String toString() {
        return "Provider " + id;
    }
}
