package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** What a browser may do with our pages: nothing inline, nothing from elsewhere, in nobody's frame. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class SecurityHeaders extends OncePerRequestFilter {

    private final List<OutsideForms> outside;
    private final boolean encrypted;

    SecurityHeaders(List<OutsideForms> outside, @Value("${bykassen.public-scheme}") String scheme) {
        this.outside = outside;
        this.encrypted = scheme.equals("https");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
                        + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                        + outsideOrigins());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (encrypted) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        // Personal until a page says otherwise: nothing of a person's stays in a shared browser's cache.
        response.setHeader("Cache-Control", "no-store");
        chain.doFilter(request, response);
    }

    private String outsideOrigins() {
        Optional<Tenant> tenant = Tenants.bound();
        return tenant.map(known -> outside.stream()
                        .flatMap(module -> module.origins(known).stream())
                        .distinct()
                        .map(origin -> " " + origin)
                        .collect(Collectors.joining()))
                .orElse("");
    }
}
