package dk.bykassen.password;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Remembers in the browser who signed in with it before: a sealed cookie that signs nobody in. Its owner's tries are
 * counted apart from strangers' tries at the same name, so that nobody locks another out by guessing (after OWASP's
 * device cookies).
 */
@Component
class KnownBrowsers {

    static final String COOKIE = "__Host-known";
    private static final Duration LIFE = Duration.ofDays(180);
    /** A family's browser; the one longest away is forgotten. */
    private static final int MOST = 6;

    private final Keyring keyring;

    KnownBrowsers(Keyring keyring) {
        this.keyring = keyring;
    }

    /**
     * A browser and those who signed in with it.
     *
     * @param people the last first
     */
    record Browser(String id, List<Long> people) {

        boolean knows(long person) {
            return people.contains(person);
        }
    }

    /** The browser behind the request; one of its own for each stranger. */
    Browser of(HttpServletRequest request) {
        return Optional.ofNullable(Cookies.find(request, COOKIE))
                .flatMap(cookie -> keyring.takeBack(purpose(), cookie.getValue()))
                .map(KnownBrowsers::read)
                .orElseGet(KnownBrowsers::stranger);
    }

    void remember(Browser browser, long person, HttpServletResponse response) {
        String people = Stream.concat(Stream.of(person), browser.people().stream())
                .distinct()
                .limit(MOST)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        Cookies.set(response, COOKIE, keyring.handOut(purpose(), browser.id() + " " + people), LIFE);
    }

    private static Browser read(String remembered) {
        String[] parts = remembered.split(" ");
        return new Browser(
                parts[0], Arrays.stream(parts[1].split(",")).map(Long::valueOf).toList());
    }

    private static Browser stranger() {
        return new Browser(UUID.randomUUID().toString(), List.of());
    }

    private static String purpose() {
        return "known:" + Tenants.current().id();
    }
}
