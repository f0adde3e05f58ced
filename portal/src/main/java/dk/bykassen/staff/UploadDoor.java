package dk.bykassen.staff;

import dk.bykassen.web.Cookies;
import dk.bykassen.web.ErrorPages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Files come in at one address, from those who may import, and no larger than the limit. Whatever else brings a file is turned
 * away before a byte of it is read: it stands before everything that asks for a form's fields.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
class UploadDoor extends OncePerRequestFilter {

    private static final String ADDRESS = "/staff/imports";
    /** A little more than the file itself: the form's other field and the seams. */
    private static final long LIMIT = 5200L * 1024;
    /** As much of a file too large as is read to its end, so that the browser gets to see the answer. */
    private static final long PATIENCE = 64L * 1024 * 1024;

    private final DeskSessions sessions;
    private final ErrorPages errors;

    UploadDoor(DeskSessions sessions, ErrorPages errors) {
        this.sessions = sessions;
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
        boolean isUpload =
                request.getMethod().equals("POST") && request.getRequestURI().equals(ADDRESS);
        StaffMember member = isUpload ? sessions.of(request).orElse(null) : null;
        if (!isUpload) {
            errors.write(request, response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "no-file-here");
        } else if (member == null) {
            sendTo(response, DeskPath.append("/staff/sign-in", ADDRESS));
        } else if (!member.may(Right.IMPORT_PEOPLE)) {
            // The page says why; the door behind it would have said the same.
            sendTo(response, ADDRESS);
        } else if (request.getContentLengthLong() > LIMIT) {
            drain(request.getInputStream());
            Cookies.set(response, "notice", "staff.notice.file-too-large", java.time.Duration.ofMinutes(2));
            sendTo(response, ADDRESS);
        } else {
            chain.doFilter(request, response);
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
