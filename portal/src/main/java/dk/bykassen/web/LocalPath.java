package dk.bykassen.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A return address from a request, trusted only as far as a path of this very portal: no open redirects. */
public final class LocalPath {

    /** One leading slash, then nothing a browser could read as another host, a header or a scheme. */
    private static final Pattern PATH = Pattern.compile("/(?!/)(?:[A-Za-z0-9/_.,~?&=+-]|%[0-9A-Fa-f]{2}){0,500}");

    private LocalPath() {}

    public static String orElse(@Nullable String path, String fallback) {
        return path != null && PATH.matcher(path).matches() ? path : fallback;
    }
}
