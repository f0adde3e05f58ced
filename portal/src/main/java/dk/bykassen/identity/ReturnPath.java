package dk.bykassen.identity;

import dk.bykassen.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody goes after signing in. Whatever stands in an address may have been put there by anybody: only a path of
 * this host is followed.
 */
final class ReturnPath {

    /** Leads on to what the person uses here. */
    static final String HOME = "/home";

    private ReturnPath() {}

    /** {@code text} when it is a path of this host that is worth remembering: neither the usual way nor a sign-in page. */
    static Optional<String> of(@Nullable String text) {
        return Optional.of(LocalPath.orElse(text, ""))
                .filter(path -> !path.isEmpty() && !path.equals("/") && !path.equals(HOME) && !isAboutSigningIn(path));
    }

    /** {@code text} when it may be followed, else the person's own pages: nobody signs in to see the front page again. */
    static String orHome(@Nullable String text) {
        return of(text).orElse(HOME);
    }

    /** {@code page} with the way on behind it. */
    static String append(String page, @Nullable String to) {
        return of(to).map(path -> page + (page.contains("?") ? "&" : "?") + "to="
                        + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .orElse(page);
    }

    /** The page asked for; for a form, the page it stood on. */
    static @Nullable String back(HttpServletRequest request) {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            String query = request.getQueryString();
            return request.getRequestURI() + (query == null ? "" : "?" + query);
        }
        String referer = request.getHeader("Referer");
        if (referer == null) {
            return null;
        }
        try {
            URI page = URI.create(referer);
            String host = page.getRawAuthority();
            boolean ours = host != null && host.equalsIgnoreCase(request.getHeader("Host"));
            return ours ? page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()) : null;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static boolean isAboutSigningIn(String path) {
        return path.matches("/(sign-(in|out)|signed-out)([/?#].*)?");
    }
}
