package dk.bykassen.identity;

import dk.bykassen.web.Languages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Receives those who come back from the eID, with an identity or with an error, and sends them on with 303. */
@Component
class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    /** The request attribute that holds what the broker wants shown when it is asked for more. */
    static final String ACCESS_TOKEN = Arrivals.class.getName() + ".access";

    /** Whoever is asked to prove who they are is not believed for a proof of before. */
    private static final OAuth2AuthenticationException NOT_ASKED_ANEW =
            new OAuth2AuthenticationException(new OAuth2Error("sign_in_of_earlier"));

    private final IdentityProviders providers;
    private final SignIns signIns;
    private final NumberQuestion question;
    private final Sessions sessions;
    private final SignInPage page;
    private final StaffArrivals staff;

    Arrivals(
            IdentityProviders providers,
            SignIns signIns,
            NumberQuestion question,
            Sessions sessions,
            SignInPage page,
            StaffArrivals staff) {
        this.providers = providers;
        this.signIns = signIns;
        this.question = question;
        this.sessions = sessions;
        this.page = page;
        this.staff = staff;
    }

    void succeeded(HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        if (!(authentication instanceof OAuth2AuthenticationToken token)
                || !(token.getPrincipal() instanceof OidcUser user)
                || !(user.getUserInfo() instanceof OidcUserInfo info)
                || !(user.getSubject() instanceof String subject)) {
            throw new IllegalStateException("the eID answered with something else than an identity");
        }
        Provider provider =
                providers.find(token.getAuthorizedClientRegistrationId()).orElseThrow();
        String idToken = provider.endpoints().endSession() == null
                ? null
                : user.getIdToken().getTokenValue();
        if (provider.audience() == Audience.STAFF) {
            var vouched =
                    new StaffArrivals.Vouched(provider.id(), provider.issuer(), subject, user.getClaims(), idToken);
            go(response, staff.arrived(request, response, vouched, to(request)));
        } else {
            EidIdentity identity = EidIdentity.of(provider.issuer(), subject, info.getClaims());
            request.setAttribute(Sessions.PROVED, user.getIdToken().getAuthenticatedAt());
            welcome(request, response, provider, identity, idToken);
        }
    }

    private void welcome(
            HttpServletRequest request,
            HttpServletResponse response,
            Provider provider,
            EidIdentity identity,
            @Nullable String idToken) {
        boolean mustBeFresh = request.getAttribute(EidRequests.BIND) != null
                || sessions.proving(request).isPresent();
        if (mustBeFresh && isOfEarlier(request)) {
            failed(request, response, NOT_ASKED_ANEW);
            return;
        }
        if (request.getAttribute(EidRequests.BIND) instanceof Long session) {
            go(response, offered(request, session, new Offer(provider.id(), identity)));
            return;
        }
        if (isSomebodyElse(request, identity)) {
            refuse(request, response, Refusal.SOMEBODY_ELSE);
            return;
        }
        switch (signIns.arrive(provider.numberRule(), identity, Languages.of(request), page.hasOptions())) {
            case SignIns.Known(Person person) ->
                go(response, sessions.arrive(request, response, person.id(), provider.id(), idToken, to(request)));
            case SignIns.Newcomer newcomer -> {
                sessions.await(request, response, identity, Session.Question.BEFORE, provider.id(), idToken, null);
                go(response, ReturnPath.append(BeforeController.QUESTION, to(request)));
            }
            case SignIns.NumberWanted wanted
            when question.isOver(identity) -> refuse(request, response, Refusal.GUESSES);
            case SignIns.NumberWanted wanted -> {
                String access = provider.endpoints().numberMatch() != null
                                && request.getAttribute(ACCESS_TOKEN) instanceof String token
                        ? token
                        : null;
                sessions.await(request, response, identity, Session.Question.NUMBER, provider.id(), idToken, access);
                go(response, ReturnPath.append("/sign-in/number", to(request)));
            }
            case SignIns.NumberMissing missing -> refuse(request, response, Refusal.NO_NUMBER);
            case SignIns.Contradiction contradiction -> refuse(request, response, Refusal.CONTRADICTION);
        }
    }

    /** Whether the broker let somebody in whom it knew from a while ago, instead of asking anew. */
    private static boolean isOfEarlier(HttpServletRequest request) {
        return request.getAttribute(Sessions.PROVED) instanceof Instant proved && !Freshness.isFresh(proved);
    }

    /** An eID was shown to be bound: to the one whose form began it, in the very session it began in, or to nobody. */
    private String offered(HttpServletRequest request, long session, Offer offer) {
        Optional<SignedIn> person = sessions.signedIn(request).filter(known -> known.sessionId() == session);
        if (person.isEmpty()) {
            return ReturnPath.append("/sign-in?why=" + Refusal.INTERRUPTED.code(), WaysController.LIST);
        }
        sessions.keepOffer(person.get(), offer);
        return WaysController.CONFIRM;
    }

    /** Whether this browser's person was to prove who they are, and this identity is not known to be theirs. */
    private boolean isSomebodyElse(HttpServletRequest request, EidIdentity identity) {
        return sessions.proving(request)
                .filter(person -> !signIns.isKnownAs(person.personId(), identity))
                .isPresent();
    }

    /** Only the error's stable name is logged: what a broker writes beside it may name somebody. */
    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        String code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "";
        String shown = code.matches("[a-z_]{1,60}") ? code : failure.getClass().getSimpleName();
        Refusal why = Refusal.of(code, failure);
        if (why != Refusal.ABORTED) {
            LOG.info("sign-in refused: {}", shown);
        }
        if (isOfStaff(request)) {
            go(response, staff.refused(request, why.code(), to(request)));
            return;
        }
        if (request.getAttribute(EidRequests.BIND) == null
                && why == Refusal.INTERRUPTED
                && sessions.signedIn(request).isPresent()) {
            // Back in the browser's history after a sign-in that went well: nothing is wrong.
            go(response, ReturnPath.HOME);
            return;
        }
        reject(request, response, why);
    }

    /** Nothing comes of it: whoever wanted to bind an eID is back where they began, anybody else at the sign-in page. */
    private void reject(HttpServletRequest request, HttpServletResponse response, Refusal why) {
        if (request.getAttribute(EidRequests.BIND) == null) {
            refuse(request, response, why);
        } else {
            go(response, WaysController.LIST + "?why=" + why.code());
        }
    }

    /** The answer came to {@code /sign-in/{provider}/callback}. */
    private boolean isOfStaff(HttpServletRequest request) {
        String[] path = request.getRequestURI().split("/");
        return path.length > 2
                && providers
                        .find(path[2])
                        .filter(provider -> provider.audience() == Audience.STAFF)
                        .isPresent();
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal why) {
        String page = sessions.proving(request).isPresent() ? "/sign-in?fresh&why=" : "/sign-in?why=";
        go(response, ReturnPath.append(page + why.code(), to(request)));
    }

    private static String to(HttpServletRequest request) {
        return request.getAttribute(EidRequests.TO) instanceof String path ? ReturnPath.orHome(path) : ReturnPath.HOME;
    }

    private static void go(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }
}
