package dk.bykassen.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request a short id that people can read aloud ({@code 4F2-81C}); it stands in each log line and on error pages. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestIds extends OncePerRequestFilter {

    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final HexFormat CAPITALS = HexFormat.of().withUpperCase();

    RequestIds() {}

    public static String of(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ATTRIBUTE));
    }

    /** An id for one more request. It tells requests apart and guards nothing. */
    public static String next() {
        int number = ThreadLocalRandom.current().nextInt();
        return CAPITALS.toHexDigits((short) (number >>> 16)) + "-" + CAPITALS.toHexDigits((short) number);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = next();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader("X-Request-Id", id);
        try (var logged = MDC.putCloseable("request", id)) {
            chain.doFilter(request, response);
        }
    }
}
