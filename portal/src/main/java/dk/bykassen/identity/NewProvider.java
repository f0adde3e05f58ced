package dk.bykassen.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An eID broker to sign in with, or a tenant's own directory of its staff.
 *
 * @param id in addresses, such as {@code mitid}
 * @param name on the button, such as {@code MitID}
 * @param endSessionUrl where the broker ends its own session, null where it has none
 * @param scopes with {@code openid} among them
 * @param parameters sent along when a sign-in starts, such as {@code acr_values}
 * @param acceptedLevels values of {@code acr} or {@code loa} that are good enough
 * @param position small first on the sign-in page
 * @param audience whom it vouches for
 * @param numberMatchUrl where the broker says whether a person number is that of the one who signed in; null where it does not
 */
public record NewProvider(
        String id,
        String name,
        String issuer,
        String authorizeUrl,
        String tokenUrl,
        String userinfoUrl,
        String jwksUrl,
        @Nullable String endSessionUrl,
        String clientId,
        String clientSecret,
        List<String> scopes,
        Map<String, String> parameters,
        NumberRule numberRule,
        List<String> acceptedLevels,
        int position,
        Audience audience,
        @Nullable String numberMatchUrl) {

    /** One for citizens. */
    public NewProvider(
            String id,
            String name,
            String issuer,
            String authorizeUrl,
            String tokenUrl,
            String userinfoUrl,
            String jwksUrl,
            @Nullable String endSessionUrl,
            String clientId,
            String clientSecret,
            List<String> scopes,
            Map<String, String> parameters,
            NumberRule numberRule,
            List<String> acceptedLevels,
            int position) {
        this(
                id,
                name,
                issuer,
                authorizeUrl,
                tokenUrl,
                userinfoUrl,
                jwksUrl,
                endSessionUrl,
                clientId,
                clientSecret,
                scopes,
                parameters,
                numberRule,
                acceptedLevels,
                position,
                Audience.CITIZEN,
                null);
    }

    /** The same for others: a provider serves citizens or staff, never both. */
    public NewProvider forAudience(Audience other) {
        return new NewProvider(
                id,
                name,
                issuer,
                authorizeUrl,
                tokenUrl,
                userinfoUrl,
                jwksUrl,
                endSessionUrl,
                clientId,
                clientSecret,
                scopes,
                parameters,
                numberRule,
                acceptedLevels,
                position,
                other,
                numberMatchUrl);
    }

    /** The same where numbers that are typed can be held against the one who signed in. */
    public NewProvider matchingNumbersAt(String url) {
        return new NewProvider(
                id,
                name,
                issuer,
                authorizeUrl,
                tokenUrl,
                userinfoUrl,
                jwksUrl,
                endSessionUrl,
                clientId,
                clientSecret,
                scopes,
                parameters,
                numberRule,
                acceptedLevels,
                position,
                audience,
                url);
    }

    /** Never the secret: records end up in logs. */
    @Override
    public String toString() {
        return "NewProvider " + id;
    }
}
