package dk.bykassen.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sign-in page shows.
 *
 * @param why code of what just happened, null for a first visit
 * @param isTrouble whether that is something to worry about
 * @param to where to go afterwards
 * @param isAgain whether somebody who is signed in is to prove once more who they are
 */
public record SignInView(List<Way> ways, @Nullable String why, boolean isTrouble, String to, boolean isAgain) {

    /** A button. */
    public record Way(String name, String href) {}

    static SignInView of(List<Provider> providers, @Nullable Refusal why, String to, boolean isAgain) {
        return new SignInView(
                ways(providers, to), why == null ? null : why.code(), why != null && why.isTrouble(), to, isAgain);
    }

    static List<Way> ways(List<Provider> providers, String to) {
        String onward = to.equals("/") ? "" : "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        return providers.stream()
                .map(provider -> new Way(provider.name(), "/sign-in/" + provider.id() + onward))
                .toList();
    }
}
