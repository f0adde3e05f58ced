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
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The host name is the tenant: everything behind this filter works for it. A host nobody owns is 421, except for devices
 * at the device hosts (their key names the tenant) and for whoever else declares a {@link Threshold}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class Hosts extends OncePerRequestFilter {

    private final HostRule rule;
    private final List<Threshold> thresholds;
    private final ErrorPages errors;

    Hosts(HostRule rule, List<Threshold> thresholds, ErrorPages errors) {
        this.rule = rule;
        this.thresholds = thresholds;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getServerName();
        Optional<Tenant> tenant = rule.tenant(host);
        if (tenant.isPresent()) {
            serve(tenant.get(), request, response, chain);
        } else if (rule.isForDevices(host, request.getRequestURI())
                || thresholds.stream().anyMatch(door -> door.serves(request))) {
            chain.doFilter(request, response);
        } else {
            errors.write(request, response, 421, "unknown-host");
        }
    }

    /** What a filter behind this one throws, such as a session that cannot be looked up, is answered in the tenant's words. */
    private void serve(Tenant tenant, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var logged = MDC.putCloseable("tenant", tenant.slug())) {
            Tenants.<Boolean, Exception>inTenant(tenant, () -> {
                try {
                    chain.doFilter(request, response);
                } catch (RuntimeException e) {
                    errors.failure(request, response, e);
                }
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
