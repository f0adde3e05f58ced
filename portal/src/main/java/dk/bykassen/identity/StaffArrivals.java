package dk.bykassen.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who receives those who come back from a provider of {@link Audience#STAFF}; the desk does. */
public interface StaffArrivals {

    /**
     * What the tenant's directory vouches for.
     *
     * @param provider its id here, for signing out there
     * @param subject who it is at this issuer, for this client
     * @param claims of the ID token and UserInfo
     * @param idToken wanted back at sign-out, null where the provider has none
     */
    record Vouched(
            String provider,
            String issuer,
            String subject,
            Map<String, Object> claims,
            @Nullable String idToken) {

        /** Never what it says: records end up in logs. */
        @Override
        public String toString() {
            return "Vouched";
        }
    }

    /**
     * Signs somebody in.
     *
     * @param to where they wanted to go, a path of this host
     * @return the path to go to
     */
    String arrived(HttpServletRequest request, HttpServletResponse response, Vouched vouched, String to);

    /**
     * Somebody came back without an identity.
     *
     * @param why code of what happened, as on the citizens' sign-in page
     * @return the path to go to
     */
    String refused(HttpServletRequest request, String why, String to);
}
