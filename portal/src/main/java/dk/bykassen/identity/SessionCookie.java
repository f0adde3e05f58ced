package dk.bykassen.identity;

import dk.bykassen.kernel.BearerToken;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Cookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;

/**
 * The cookie of one kind of session. What it stands for is looked up once a request.
 *
 * @param <S> what it stands for
 */
public final class SessionCookie<S> {

    private final String name;
    private final Class<S> kind;
    private final String found;

    /** @param name begins with {@code __Host-}: browsers then insist on Secure, on this host alone and on the whole path */
    public SessionCookie(String name, Class<S> kind) {
        this.name = name;
        this.kind = kind;
        this.found = SessionCookie.class.getName() + "." + name;
    }

    /** The cookie's value, where it has the shape of one of ours. */
    public Optional<BearerToken> token(HttpServletRequest request) {
        return Optional.ofNullable(Cookies.find(request, name))
                .map(Cookie::getValue)
                .flatMap(BearerToken::parse);
    }

    /**
     * The session behind the request's cookie; there is none where there is no tenant.
     *
     * @param lookUp asked once a request
     */
    public Optional<S> session(HttpServletRequest request, Function<BearerToken, Optional<S>> lookUp) {
        if (request.getAttribute(found) instanceof Optional<?> known) {
            return known.map(kind::cast);
        }
        Optional<S> session =
                Tenants.bound().isEmpty() ? Optional.empty() : token(request).flatMap(lookUp);
        know(request, session);
        return session;
    }

    /** For the rest of the request this is the session. */
    void know(HttpServletRequest request, Optional<S> session) {
        request.setAttribute(found, session);
    }

    /** Whoever asks for the session next asks the database. */
    void lookAgain(HttpServletRequest request) {
        request.removeAttribute(found);
    }

    /** Hands the browser a new session in place of whatever it had. */
    public void give(HttpServletRequest request, HttpServletResponse response, BearerToken token) {
        Cookies.set(response, name, token.text(), null);
        lookAgain(request);
    }

    public void take(HttpServletRequest request, HttpServletResponse response) {
        Cookies.clear(response, name);
        lookAgain(request);
    }
}
