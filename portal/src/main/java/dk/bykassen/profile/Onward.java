package dk.bykassen.profile;

import dk.bykassen.web.LocalPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where somebody was on the way to when a gate stopped them; empty for somebody who came by themselves. */
record Onward(String path) {

    private static final String HOME = "/home";

    static Onward of(@Nullable String typed) {
        return new Onward(LocalPath.orElse(typed, ""));
    }

    boolean isOnTheWay() {
        return !path.isEmpty();
    }

    String orHome() {
        return path.isEmpty() ? HOME : path;
    }

    /** {@code page} with the way on behind it. */
    String behind(String page) {
        return path.isEmpty() ? page : page + "?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
