package dk.bykassen.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in as many requests as can be served and turns the rest away quickly: a short wait and a plain 503 beat a queue
 * without end. Virtual threads are many; the database's connections are not.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Admission extends OncePerRequestFilter {

    private final Semaphore places;
    private final ErrorPages errors;

    Admission(@Value("${bykassen.admission:512}") int places, ErrorPages errors) {
        this.places = new Semaphore(places);
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean admitted = false;
        try {
            admitted = places.tryAcquire(1, TimeUnit.SECONDS);
            if (admitted) {
                chain.doFilter(request, response);
            } else {
                errors.write(request, response, 503, "overload");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (admitted) {
                places.release();
            }
        }
    }
}
