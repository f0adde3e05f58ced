package dk.bykassen.identity;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Talks to the eID brokers: code for tokens, ID token checked, claims from UserInfo. Each call has a limit in time, and
 * none holds a database connection.
 */
@Configuration
class Brokers {

    /** The ID token vouches for less than the tenant asks for. */
    static final String LEVEL_TOO_LOW = "level_too_low";

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(10);

    private final ClientHttpRequestFactory http = http();
    private final Map<Trusted, JwtDecoder> decoders = new ConcurrentHashMap<>();

    /** What an ID token is held to; the broker's keys are kept with it. */
    private record Trusted(String issuer, String jwksUrl, String clientId, Set<String> levels) {}

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokenClient() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(http)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    @Bean
    OidcUserService userInfoClient() {
        var rest = new RestTemplate(http);
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        var userInfo = new DefaultOAuth2UserService();
        userInfo.setRestOperations(rest);
        var users = new OidcUserService();
        users.setOauth2UserService(userInfo);
        users.setRetrieveUserInfo(always -> true);
        return users;
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokenDecoders(IdentityProviders providers) {
        return registration -> {
            Provider provider = providers.find(registration.getRegistrationId()).orElseThrow();
            var key = new Trusted(
                    provider.issuer(),
                    provider.endpoints().jwks(),
                    provider.client().id(),
                    Set.copyOf(provider.acceptedLevels()));
            return decoders.computeIfAbsent(key, fresh -> decoder(fresh, registration));
        };
    }

    private JwtDecoder decoder(Trusted trusted, ClientRegistration registration) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(trusted.jwksUrl())
                .restOperations(new RestTemplate(http))
                .build();
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(),
                new OidcIdTokenValidator(registration),
                token -> checkLevel(trusted, token)));
        return decoder;
    }

    /** ID-porten and Idura tell the level in {@code acr}, Signaturgruppen in {@code loa}. */
    private static OAuth2TokenValidatorResult checkLevel(Trusted trusted, Jwt token) {
        String level = token.hasClaim("loa") ? token.getClaimAsString("loa") : token.getClaimAsString("acr");
        return level != null && trusted.levels().contains(level)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error(LEVEL_TOO_LOW, "the level of assurance is not good enough", null));
    }

    /** For whatever else is asked of a broker. */
    @Bean
    ClientHttpRequestFactory brokerRequests() {
        return http;
    }

    private static ClientHttpRequestFactory http() {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(READ);
        return factory;
    }
}
