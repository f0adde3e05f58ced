package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Cookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers the sign-in under way in the browser that began it: a sealed cookie, readable by us alone, good for a quarter
 * of an hour, at this tenant, for the answer of the one provider it was sent to. A stranger's answer therefore finds no
 * request, nor does a provider's answer meant for another provider (RFC 9700, section 4.4: mix-up).
 */
@Component
class EidRequestCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String COOKIE = "__Host-sign-in";
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final IdentityProviders providers;
    private final Keyring keyring;
    private final JsonMapper json;

    EidRequestCookie(IdentityProviders providers, Keyring keyring, JsonMapper json) {
        this.providers = providers;
        this.keyring = keyring;
        this.json = json;
    }

    private record UnderWay(
            String provider,
            String state,
            String nonce,
            String verifier,
            String redirectUri,
            String to,
            @Nullable Long bind,
            long since) {}

    @Override
    public void saveAuthorizationRequest(
            OAuth2AuthorizationRequest started, HttpServletRequest request, HttpServletResponse response) {
        var underWay = new UnderWay(
                needed(started.getAttribute(OAuth2ParameterNames.REGISTRATION_ID)),
                needed(started.getState()),
                needed(started.getAttribute(OidcParameterNames.NONCE)),
                needed(started.getAttribute(PkceParameterNames.CODE_VERIFIER)),
                needed(started.getRedirectUri()),
                needed(started.getAttribute(EidRequests.TO)),
                started.getAttribute(EidRequests.BIND),
                Instant.now().getEpochSecond());
        Cookies.set(response, COOKIE, keyring.handOut(purpose(), json.writeValueAsString(underWay)), LIFE);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return underWay(request).flatMap(this::rebuilt).orElse(null);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        Optional<UnderWay> found = underWay(request);
        // Only its own answer uses it up: a forged one must not end the sign-in the citizen is at.
        found.ifPresent(mine -> {
            Cookies.clear(response, COOKIE);
            request.setAttribute(EidRequests.TO, mine.to());
            request.setAttribute(EidRequests.BIND, mine.bind());
        });
        return found.flatMap(this::rebuilt).orElse(null);
    }

    private Optional<UnderWay> underWay(HttpServletRequest request) {
        Cookie cookie = Cookies.find(request, COOKIE);
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        if (cookie == null || state == null) {
            return Optional.empty();
        }
        return open(cookie.getValue())
                .filter(mine -> Instant.ofEpochSecond(mine.since()).plus(LIFE).isAfter(Instant.now()))
                .filter(mine -> isSame(mine.state(), state))
                .filter(mine -> request.getRequestURI().equals("/sign-in/" + mine.provider() + "/callback"))
                .filter(mine -> namesItsIssuer(request, mine));
    }

    /** A provider that names itself in its answer (RFC 9207) must be the one asked. */
    private boolean namesItsIssuer(HttpServletRequest request, UnderWay mine) {
        String named = request.getParameter("iss");
        return named == null
                || providers
                        .find(mine.provider())
                        .filter(provider -> provider.issuer().equals(named))
                        .isPresent();
    }

    private Optional<UnderWay> open(String value) {
        try {
            return keyring.takeBack(purpose(), value).map(mine -> json.readValue(mine, UnderWay.class));
        } catch (JacksonException ofAnotherShape) {
            return Optional.empty();
        }
    }

    private Optional<OAuth2AuthorizationRequest> rebuilt(UnderWay mine) {
        return providers
                .find(mine.provider())
                .map(provider -> OAuth2AuthorizationRequest.authorizationCode()
                        .clientId(provider.client().id())
                        .authorizationUri(provider.endpoints().authorize())
                        .redirectUri(mine.redirectUri())
                        .scopes(Set.copyOf(provider.client().scopes()))
                        .state(mine.state())
                        .attributes(Map.of(
                                OAuth2ParameterNames.REGISTRATION_ID, mine.provider(),
                                OidcParameterNames.NONCE, mine.nonce(),
                                PkceParameterNames.CODE_VERIFIER, mine.verifier()))
                        .build());
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Each of these is part of a request that Spring Security makes for an OpenID Connect provider with PKCE. */
    private static String needed(@Nullable String part) {
        if (part == null) {
            throw new IllegalStateException("a sign-in was begun without one of its parts");
        }
        return part;
    }

    private static String purpose() {
        return "sign-in:" + Tenants.current().id();
    }
}
