package dk.bykassen.identity;

import dk.bykassen.web.Answer;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Open;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Where sign-ins begin and end. {@code /sign-in/{provider}} and its callback are Spring Security's part of it. */
@Controller
@Open
class SignInController {

    private final IdentityProviders providers;
    private final Sessions sessions;
    private final String scheme;

    SignInController(
            IdentityProviders providers, Sessions sessions, @Value("${bykassen.public-scheme}") String scheme) {
        this.providers = providers;
        this.sessions = sessions;
        this.scheme = scheme;
    }

    @GetMapping("/sign-in")
    Answer page(
            @RequestParam(name = "why", required = false) @Nullable String why,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @Nullable SignedIn person) {
        if (person != null) {
            return SeeOther.to(ReturnPath.orHome(to));
        }
        return page(Refusal.coded(why).orElse(null), ReturnPath.orHome(to));
    }

    @GetMapping("/signed-out")
    Answer signedOut(@Nullable SignedIn person) {
        return person == null ? page(Refusal.SIGNED_OUT, "/") : SeeOther.to("/");
    }

    /** Ends the session here and, where the broker keeps one of its own, there. */
    @PostMapping("/sign-out")
    Answer signOut(HttpServletRequest request, HttpServletResponse response) {
        return sessions.end(request, response)
                .flatMap(ended ->
                        providers.find(ended.way()).map(provider -> endSession(provider, ended.idToken(), request)))
                .orElse(SeeOther.to("/signed-out"));
    }

    private Page page(@Nullable Refusal why, String to) {
        return Page.of("identity/sign-in").with("view", SignInView.of(providers.all(), why, to));
    }

    /** RP-initiated logout (OpenID Connect): the broker wants its own token back and says where to return to. */
    private SeeOther endSession(Provider provider, @Nullable String idToken, HttpServletRequest request) {
        if (provider.endSessionUrl() == null || idToken == null) {
            return SeeOther.to("/signed-out");
        }
        return SeeOther.to(UriComponentsBuilder.fromUriString(provider.endSessionUrl())
                .queryParam("id_token_hint", "{token}")
                .queryParam("post_logout_redirect_uri", "{back}")
                .queryParam("ui_locales", "{language}")
                .encode()
                .buildAndExpand(
                        idToken,
                        here(request) + "/signed-out",
                        Languages.of(request).getLanguage())
                .toUri());
    }

    private String here(HttpServletRequest request) {
        int port = request.getServerPort();
        return scheme + "://" + request.getServerName() + (port == 80 || port == 443 ? "" : ":" + port);
    }
}
