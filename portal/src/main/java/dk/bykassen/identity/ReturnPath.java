package dk.bykassen.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody goes after signing in. Whatever stands in an address may have been put there by anybody: only a path of
 * this host is followed.
 */
final class ReturnPath {

    private static final int LONGEST = 500;

    private ReturnPath() {}

    /** {@code text} when it is a path of this host that makes sense after a sign-in. */
    static Optional<String> of(@Nullable String text) {
        if (text == null || text.length() > LONGEST || !isLocal(text)) {
            return Optional.empty();
        }
        return isAboutSigningIn(text) ? Optional.empty() : Optional.of(text);
    }

    /** {@code text} when it may be followed, else the front page. */
    static String orHome(@Nullable String text) {
        return of(text).orElse("/");
    }

    /** {@code page} with the way on behind it. */
    static String append(String page, @Nullable String to) {
        return of(to).filter(path -> !path.equals("/"))
                .map(path -> page + (page.contains("?") ? "&" : "?") + "to="
                        + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .orElse(page);
    }

    /** Browsers read backslashes as slashes and drop tabs and line breaks: none of them may stand there. */
    private static boolean isLocal(String text) {
        if (!text.startsWith("/") || text.startsWith("//") || !text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')) {
            return false;
        }
        try {
            URI uri = new URI(text);
            return uri.getScheme() == null && uri.getRawAuthority() == null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static boolean isAboutSigningIn(String path) {
        return path.matches("/(sign-(in|out)|signed-out)([/?#].*)?");
    }
}
