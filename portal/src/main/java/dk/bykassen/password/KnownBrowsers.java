package dk.bykassen.password;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Cookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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
        Cookie cookie = Cookies.find(request, COOKIE);
        try {
            return cookie == null ? stranger() : read(cookie.getValue());
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException notOurs) {
            return stranger();
        }
    }

    void remember(Browser browser, long person, HttpServletResponse response) {
        String people = Stream.concat(Stream.of(person), browser.people().stream())
                .distinct()
                .limit(MOST)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        byte[] sealed = keyring.encrypt(purpose(), browser.id() + " " + people);
        Cookies.set(response, COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), LIFE);
    }

    private Browser read(String value) {
        String[] parts =
                keyring.decrypt(purpose(), Base64.getUrlDecoder().decode(value)).split(" ");
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
