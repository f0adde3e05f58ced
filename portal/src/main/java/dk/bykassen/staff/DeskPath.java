package dk.bykassen.staff;

import dk.bykassen.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a member of staff goes after signing in: a page of the desk and nothing else. */
final class DeskPath {

    static final String HOME = "/staff";

    private DeskPath() {}

    static String orHome(@Nullable String text) {
        String path = LocalPath.orElse(text, HOME);
        boolean isDesk = path.startsWith("/staff/") || path.startsWith("/staff?");
        return isDesk && !path.matches("/staff/sign(-in|-out|ed-out)([/?].*)?") ? path : HOME;
    }

    /** {@code page} with the way on behind it. */
    static String append(String page, @Nullable String to) {
        String path = orHome(to);
        return path.equals(HOME)
                ? page
                : page + (page.contains("?") ? "&" : "?") + "to=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    /** The page asked for; a form sent by nobody begins again at the desk's front. */
    static String back(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getMethod().equals("GET") ? request.getRequestURI() + (query == null ? "" : "?" + query) : HOME;
    }
}
