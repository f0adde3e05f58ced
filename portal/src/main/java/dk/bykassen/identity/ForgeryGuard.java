package dk.bykassen.identity;

import dk.bykassen.kernel.BearerToken;
import dk.bykassen.web.ErrorPages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses forms another site sends in a citizen's name. Every browser says where a form came from ({@code Sec-Fetch-Site},
 * {@code Origin}); a form that came from elsewhere is refused for everybody, and one of a session must also carry the
 * session's token: at the desk the desk's, elsewhere the citizen's. Systems send neither header and are no browsers a citizen is signed in with.
 */
class ForgeryGuard extends OncePerRequestFilter {

    static final String FIELD = "_csrf";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Realms realms;
    private final CsrfTokens tokens;
    private final ErrorPages errors;

    ForgeryGuard(Realms realms, CsrfTokens tokens, ErrorPages errors) {
        this.realms = realms;
        this.tokens = tokens;
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE.contains(request.getMethod()) || Doors.areForSystems(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOurs(request) && carriesToken(request)) {
            chain.doFilter(request, response);
        } else {
            errors.write(request, response, HttpServletResponse.SC_FORBIDDEN, "forged-form");
        }
    }

    private static boolean isOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OURS.contains(site);
        }
        String origin = request.getHeader("Origin");
        return origin == null || isHost(origin, request.getHeader("Host"));
    }

    private static boolean isHost(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null
                    && host != null
                    && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    private boolean carriesToken(HttpServletRequest request) {
        Optional<BearerToken> session = realms.sessionToken(request);
        String given = request.getParameter(FIELD);
        return session.isEmpty() || given != null && tokens.fits(given, session.get());
    }
}
