package dk.bykassen.identity;

import dk.bykassen.web.ErrorPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * One chain for everything. Spring Security does the OpenID Connect dance and reads our sessions; who may see a page is the
 * {@link Doorkeeper}'s to say, who may send a form the {@link ForgeryGuard}'s. Headers are written by the page frame.
 */
@Configuration
class SecurityConfiguration implements WebMvcConfigurer {

    private final Doorkeeper doorkeeper;
    private final Freshness freshness;
    private final WatchDoor watchDoor;
    private final Sessions sessions;

    SecurityConfiguration(Doorkeeper doorkeeper, Freshness freshness, WatchDoor watchDoor, Sessions sessions) {
        this.doorkeeper = doorkeeper;
        this.freshness = freshness;
        this.watchDoor = watchDoor;
        this.sessions = sessions;
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            SessionContexts contexts,
            Registrations registrations,
            EidRequests requests,
            EidRequestCookie underWay,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokenClient,
            OidcUserService userInfo,
            OAuth2AuthorizedClientRepository noClients,
            Arrivals arrivals,
            Sessions sessions,
            Realms realms,
            ObjectProvider<Watches> watches,
            CsrfTokens tokens,
            ErrorPages errors) {
        return http.securityContext(context -> context.securityContextRepository(contexts))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .addFilterAfter(new WatchGuard(sessions, realms, watches, errors), SecurityContextHolderFilter.class)
                .addFilterAfter(new ForgeryGuard(realms, tokens, errors), WatchGuard.class)
                .oauth2Login(login -> login.loginPage("/sign-in")
                        .clientRegistrationRepository(registrations)
                        .authorizedClientRepository(noClients)
                        .authorizationEndpoint(start ->
                                start.authorizationRequestResolver(requests).authorizationRequestRepository(underWay))
                        .redirectionEndpoint(back -> back.baseUri("/sign-in/*/callback"))
                        .tokenEndpoint(token -> token.accessTokenResponseClient(tokenClient))
                        .userInfoEndpoint(user -> user.oidcUserService(userInfo))
                        .successHandler(arrivals::succeeded)
                        .failureHandler(arrivals::failed))
                .build();
    }

    /** Access tokens serve to read UserInfo once; who arrives may be asked for the number with it, else it is forgotten. */
    @Bean
    OAuth2AuthorizedClientRepository noClients() {
        return new OAuth2AuthorizedClientRepository() {
            @Override
            public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                    String registration, Authentication principal, HttpServletRequest request) {
                return null;
            }

            @Override
            public void saveAuthorizedClient(
                    OAuth2AuthorizedClient client,
                    Authentication principal,
                    HttpServletRequest request,
                    HttpServletResponse response) {
                request.setAttribute(
                        Arrivals.ACCESS_TOKEN, client.getAccessToken().getTokenValue());
            }

            @Override
            public void removeAuthorizedClient(
                    String registration,
                    Authentication principal,
                    HttpServletRequest request,
                    HttpServletResponse response) {}
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(doorkeeper);
        registry.addInterceptor(watchDoor);
        registry.addInterceptor(freshness);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new SessionArgument<>(SignedIn.class, sessions::signedIn));
    }
}
