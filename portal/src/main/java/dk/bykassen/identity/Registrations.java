package dk.bykassen.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/** The current tenant's providers as Spring Security wants them. Endpoints are given, never discovered. */
@Component
class Registrations implements ClientRegistrationRepository {

    private final IdentityProviders providers;
    private final String scheme;

    Registrations(IdentityProviders providers, @Value("${bykassen.public-scheme}") String scheme) {
        this.providers = providers;
        this.scheme = scheme;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return providers.find(id).map(this::registration).orElse(null);
    }

    /** The host is the one the citizen is at, because the cookie of the sign-in under way lives there. */
    private ClientRegistration registration(Provider provider) {
        return ClientRegistration.withRegistrationId(provider.id())
                .clientName(provider.name())
                .clientId(provider.client().id())
                .clientSecret(provider.client().secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(scheme + "://{baseHost}{basePort}/sign-in/{registrationId}/callback")
                .scope(provider.client().scopes())
                .issuerUri(provider.issuer())
                .authorizationUri(provider.endpoints().authorize())
                .tokenUri(provider.endpoints().token())
                .userInfoUri(provider.endpoints().userinfo())
                .userNameAttributeName("sub")
                .jwkSetUri(provider.endpoints().jwks())
                .build();
    }
}
