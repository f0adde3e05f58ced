package dk.bykassen.identity;

import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Open;
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
    private final SignInPage page;
    private final Sessions sessions;
    private final String scheme;

    SignInController(
            IdentityProviders providers,
            SignInPage page,
            Sessions sessions,
            @Value("${bykassen.public-scheme}") String scheme) {
        this.providers = providers;
        this.page = page;
        this.sessions = sessions;
        this.scheme = scheme;
    }

    @GetMapping("/sign-in")
    Answer page(
            @RequestParam(name = "why", required = false) @Nullable String why,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "fresh", required = false) @Nullable String fresh,
            HttpServletRequest request,
            @Nullable SignedIn person) {
        if (person != null) {
            if (fresh == null || Freshness.isFresh(person)) {
                return SeeOther.to(ReturnPath.orHome(to));
            }
            sessions.prove(request, person);
        }
        return page.show(request, Refusal.coded(why).orElse(null), ReturnPath.orHome(to), Form.empty());
    }

    @GetMapping("/signed-out")
    Answer signedOut(HttpServletRequest request, @Nullable SignedIn person) {
        return person == null ? page.show(request, Refusal.SIGNED_OUT, "/", Form.empty()) : SeeOther.to("/");
    }

    /** Ends the session here and, where the broker keeps one of its own, there. */
    @PostMapping("/sign-out")
    Answer signOut(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return sessions.end(request, response)
                .flatMap(ended ->
                        providers.find(ended.way()).map(provider -> endSession(provider, ended.idToken(), request)))
                .orElse(SeeOther.to("/signed-out"));
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
