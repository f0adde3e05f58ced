package dk.bykassen.identity;

import dk.bykassen.web.Languages;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Ends the session a provider keeps of its own: RP-initiated logout (OpenID Connect). */
@Component
public class Farewells {

    private final IdentityProviders providers;
    private final String scheme;

    Farewells(IdentityProviders providers, @Value("${bykassen.public-scheme}") String scheme) {
        this.providers = providers;
        this.scheme = scheme;
    }

    /**
     * Where the browser goes to end the provider's session; empty where it keeps none that could be ended.
     *
     * @param idToken the provider's own, which it wants back
     * @param back path of this host to return to
     */
    public Optional<URI> at(String provider, @Nullable String idToken, HttpServletRequest request, String back) {
        return providers
                .find(provider)
                .flatMap(known -> endSession(known.endpoints().endSession(), idToken, request, back));
    }

    private Optional<URI> endSession(
            @Nullable String url, @Nullable String idToken, HttpServletRequest request, String back) {
        if (url == null || idToken == null) {
            return Optional.empty();
        }
        return Optional.of(UriComponentsBuilder.fromUriString(url)
                .queryParam("id_token_hint", "{token}")
                .queryParam("post_logout_redirect_uri", "{back}")
                .queryParam("ui_locales", "{language}")
                .encode()
                .buildAndExpand(
                        idToken, here(request) + back, Languages.of(request).getLanguage())
                .toUri());
    }

    private String here(HttpServletRequest request) {
        int port = request.getServerPort();
        return scheme + "://" + request.getServerName() + (port == 80 || port == 443 ? "" : ":" + port);
    }
}
