package dk.bykassen.identity;

import dk.bykassen.web.Cookies;
import dk.bykassen.web.ErrorPages;
import dk.bykassen.web.Page;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The one place that makes a watch a watch. Whatever a member of staff sends while they see a citizen's pages is refused here,
 * before any controller and whatever its address, except to end the watch. Signing in lies before the controllers too and is
 * closed here. Once the watch is over the browser is sent back to the desk and told.
 */
class WatchGuard extends OncePerRequestFilter {

    /** Either side ends a watch by sending a form here. */
    static final String END = "/help/show/end";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Sessions sessions;
    private final Realms realms;
    private final ObjectProvider<Watches> watches;
    private final ErrorPages errors;

    WatchGuard(Sessions sessions, Realms realms, ObjectProvider<Watches> watches, ErrorPages errors) {
        this.sessions = sessions;
        this.realms = realms;
        this.watches = watches;
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !realms.isCitizensPage(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Session session = sessions.of(request).orElse(null);
        if (session instanceof Session.Over && isAboutSigningIn(request)) {
            // A member of staff on the way back to the desk; nothing of the citizen's is open any more.
            Cookies.clear(response, Sessions.COOKIE);
            sessions.forget(request);
            chain.doFilter(request, response);
        } else if (session instanceof Session.Over) {
            Cookies.clear(response, Sessions.COOKIE);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", watches.getObject().over());
        } else if (session instanceof Session.Open open && open.person().watch() != null) {
            watch(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void watch(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        if (!SAFE.contains(request.getMethod())
                && !(path.equals(END) && request.getMethod().equals("POST"))) {
            errors.refuse(request, response, refusal("look-only"));
        } else if (isAboutSigningIn(request)) {
            errors.refuse(request, response, refusal("own-eyes"));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isAboutSigningIn(HttpServletRequest request) {
        return request.getServletPath().startsWith("/sign-in");
    }

    /** Why a page is closed to a member of staff who sees a citizen's pages. */
    static Page refusal(String why) {
        return Page.of("identity/watch-refused").with("why", why).withStatus(HttpStatus.FORBIDDEN);
    }
}
