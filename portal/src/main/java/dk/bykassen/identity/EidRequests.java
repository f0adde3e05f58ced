package dk.bykassen.identity;

import dk.bykassen.web.Languages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * {@code GET /sign-in/{provider}} starts a sign-in: with state, nonce and PKCE (S256), in the citizen's language, and with
 * what the provider wants to be told besides. An unknown provider is no sign-in and falls through to 404.
 */
@Component
class EidRequests implements OAuth2AuthorizationRequestResolver {

    /** Where the citizen goes afterwards; travels with the request, sealed. */
    static final String TO = "to";

    /** The session whose person the eID is to be bound to, where this is no sign-in; travels with the request, sealed. */
    static final String BIND = "bind";

    private static final Pattern START = Pattern.compile("/sign-in/([a-z][a-z0-9-]{1,30})");

    private final IdentityProviders providers;
    private final Sessions sessions;
    private final BindTickets tickets;
    private final DefaultOAuth2AuthorizationRequestResolver requests;

    EidRequests(IdentityProviders providers, Registrations registrations, Sessions sessions, BindTickets tickets) {
        this.sessions = sessions;
        this.tickets = tickets;
        this.providers = providers;
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/sign-in");
        this.requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        Matcher start = START.matcher(request.getRequestURI());
        return request.getMethod().equals("GET") && start.matches() ? resolve(request, start.group(1)) : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String provider) {
        return providers.find(provider).flatMap(known -> begin(request, known)).orElse(null);
    }

    private Optional<OAuth2AuthorizationRequest> begin(HttpServletRequest request, Provider provider) {
        String ticket = request.getParameter(BIND);
        Optional<SignedIn> binder = sessions.signedIn(request)
                .filter(person -> ticket != null && tickets.isGood(ticket, person, provider.id()));
        if (ticket != null && binder.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(requests.resolve(request, provider.id()))
                .map(plain -> OAuth2AuthorizationRequest.from(plain)
                        .additionalParameters(
                                more(request, provider, binder.isPresent(), plain.getAdditionalParameters()))
                        .attributes(kept -> {
                            kept.put(TO, ReturnPath.orHome(request.getParameter(TO)));
                            binder.ifPresent(person -> kept.put(BIND, person.sessionId()));
                        })
                        .build());
    }

    private Map<String, Object> more(
            HttpServletRequest request, Provider provider, boolean isToBind, Map<String, Object> standard) {
        var all = new LinkedHashMap<String, Object>(provider.client().parameters());
        all.put("response_mode", "query");
        all.put("ui_locales", Languages.of(request).getLanguage());
        if (isToBind || sessions.proving(request).isPresent()) {
            // The broker must not answer from a session of its own: whoever sits there now has to show the eID.
            all.put("prompt", "login");
        }
        all.putAll(standard);
        return all;
    }
}
