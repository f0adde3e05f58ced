package dk.bykassen.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Files come in at the addresses that declare a {@link FileDoor}, from those who may bring one, no larger than its limit and a
 * few at a time, since they are held in memory. Whatever else brings a file is turned away before a byte of it is read: this
 * stands before everything that asks for a form's fields.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
class UploadDoor extends OncePerRequestFilter {

    /** As much of a file too large as is read to its end, so that the browser gets to see the answer. */
    private static final long PATIENCE = 64L * 1024 * 1024;

    private static final int AT_ONCE = 8;

    private final List<FileDoor> doors;
    private final ErrorPages errors;
    private final Semaphore places = new Semaphore(AT_ONCE);

    UploadDoor(List<FileDoor> doors, ErrorPages errors) {
        this.doors = doors;
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        FileDoor door = request.getMethod().equals("POST")
                ? doors.stream()
                        .filter(known -> known.isFor(request))
                        .findFirst()
                        .orElse(null)
                : null;
        if (door == null) {
            errors.write(request, response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "no-file-here");
            return;
        }
        Optional<String> elsewhere = door.elsewhere(request);
        if (elsewhere.isPresent()) {
            sendTo(response, elsewhere.get());
        } else if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > door.limit()) {
            // Browsers say how much they send; who does not say may send without end.
            drain(request.getInputStream());
            SeeOther answer = door.tooLarge(request);
            if (answer.notice() != null) {
                Cookies.set(response, "notice", answer.notice(), Duration.ofMinutes(2));
            }
            sendTo(response, answer.target().toString());
        } else if (!places.tryAcquire()) {
            errors.write(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "overload");
        } else {
            try {
                chain.doFilter(request, response);
            } finally {
                places.release();
            }
        }
    }

    private static void drain(InputStream body) throws IOException {
        byte[] waste = new byte[64 * 1024];
        long left = PATIENCE;
        int read = body.read(waste);
        while (read >= 0 && left > 0) {
            left -= read;
            read = body.read(waste);
        }
    }

    private static void sendTo(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }
}
