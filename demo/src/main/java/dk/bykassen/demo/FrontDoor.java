package dk.bykassen.demo;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.ErrorPages;
import dk.bykassen.web.Threshold;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The demo answers at {@code localhost} alone: its front door at {@code /}, the rest under {@code /demo/}. At a tenant's
 * host there is nothing of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 25)
class FrontDoor extends OncePerRequestFilter implements Threshold {

    static final String PAGE = "/demo/front-door";

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ErrorPages errors;

    FrontDoor(ErrorPages errors) {
        this.errors = errors;
    }

    @Override
    public boolean serves(HttpServletRequest request) {
        String path = request.getServletPath();
        return HOSTS.contains(request.getServerName())
                && (path.equals("/") || isOurs(path) || path.startsWith("/assets/"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Tenants.bound().isPresent()) {
            if (isOurs(request.getServletPath())) {
                errors.write(request, response, 404, "not-found");
            } else {
                chain.doFilter(request, response);
            }
        } else if (request.getServletPath().equals("/")) {
            request.getRequestDispatcher(PAGE).forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** @param path decoded, as the controllers see it: {@code /%64emo/} is no way round */
    private static boolean isOurs(String path) {
        return path.startsWith("/demo/");
    }
}
