package dk.bykassen.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider as stored; the fields mean what they mean in {@link NewProvider}. */
record Provider(
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
        Audience audience,
        @Nullable String numberMatchUrl) {

    /** Never the secret: records end up in logs. */
    @Override
    public String toString() {
        return "Provider " + id;
    }
}
