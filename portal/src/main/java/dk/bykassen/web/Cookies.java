package dk.bykassen.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The few cookies the portal needs; all are necessary ones, hence no banner. */
public final class Cookies {

    private Cookies() {}

    public static @Nullable Cookie find(HttpServletRequest request, String name) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(name)) {
                    return cookie;
                }
            }
        }
        return null;
    }

    /** Sets a cookie for this host alone, unreadable to scripts; {@code age} null means until the browser closes. */
    public static void set(HttpServletResponse response, String name, String value, @Nullable Duration age) {
        var cookie = ResponseCookie.from(name, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax");
        if (age != null) {
            cookie.maxAge(age);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    public static void clear(HttpServletResponse response, String name) {
        set(response, name, "", Duration.ZERO);
    }
}
