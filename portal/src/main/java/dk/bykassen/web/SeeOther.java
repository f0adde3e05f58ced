package dk.bykassen.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The end of every POST that went well: 303 to a page that may be reloaded.
 *
 * @param target a path of this portal, or an outside address such as a gateway's window
 * @param notice key of a message shown once on the next page, or null
 */
public record SeeOther(URI target, @Nullable String notice) implements Answer {

    public static SeeOther to(String path) {
        return new SeeOther(URI.create(path), null);
    }

    public static SeeOther to(URI outside) {
        return new SeeOther(outside, null);
    }

    /** The same, with a message shown once when the person arrives. */
    public SeeOther saying(String messageKey) {
        return new SeeOther(target, messageKey);
    }
}
