package dk.bykassen.web;

import dk.bykassen.tenant.Tenants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code ?lang=nb} keeps the choice in a cookie and answers 303 to the same page without it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
class LanguageSwitch extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query == null
                || !request.getMethod().equals("GET")
                || Tenants.bound().isEmpty()
                || !query.matches("(^|.*&)lang=.*")) {
            chain.doFilter(request, response);
            return;
        }
        String wished = String.valueOf(request.getParameter("lang"));
        String language = Languages.offered(Tenants.current(), wished).getLanguage();
        Cookies.set(response, Languages.COOKIE, language, Duration.ofDays(365));
        String rest = Arrays.stream(query.split("&"))
                .filter(pair -> !pair.startsWith("lang="))
                .collect(Collectors.joining("&"));
        // The path is our own, already normalised by the container; a leading double slash would leave the host.
        String path = request.getRequestURI().replaceFirst("^/+", "/");
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", rest.isEmpty() ? path : path + "?" + rest);
    }
}
