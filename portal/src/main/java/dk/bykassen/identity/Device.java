package dk.bykassen.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a browser told of itself when it signed in, so that its owner knows it again. It is no proof of anything.
 *
 * @param browser the name of the program, empty where it told none we know
 * @param system what it runs on, empty where it told none we know
 */
public record Device(String browser, String system) {

    static final Device UNKNOWN = new Device("", "");

    /** A browser names those it resembles as well: whoever stands first here is the one. */
    private static final Map<String, String> BROWSERS = ordered(
            "SamsungBrowser/", "Samsung Internet",
            "Edg", "Edge",
            "OPR/", "Opera",
            "Firefox/", "Firefox",
            "FxiOS/", "Firefox",
            "CriOS/", "Chrome",
            "Chrome/", "Chrome",
            "Safari/", "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone", "iPhone",
            "iPad", "iPad",
            "Android", "Android",
            "Windows", "Windows",
            "CrOS", "Chromebook",
            "Macintosh", "Mac",
            "Linux", "Linux");

    static Device of(@Nullable String userAgent) {
        return userAgent == null ? UNKNOWN : new Device(first(BROWSERS, userAgent), first(SYSTEMS, userAgent));
    }

    /** As it is stored. */
    static Device parse(String stored) {
        int slash = stored.indexOf('/');
        return new Device(stored.substring(0, slash), stored.substring(slash + 1));
    }

    String stored() {
        return browser + "/" + system;
    }

    private static String first(Map<String, String> marks, String userAgent) {
        return marks.entrySet().stream()
                .filter(mark -> userAgent.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
