package dk.bykassen.web;

import dk.bykassen.tenant.Tenants;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerMapping;

/** Failures speak: people get a page in their language that says what to do, systems get {@code application/problem+json}. */
@Component
public class ErrorPages {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    /** The statuses with words of their own; any other borrows those of its class. */
    private static final Set<Integer> WORDED = Set.of(400, 403, 404, 405, 410, 413, 421, 422, 429, 500, 503);

    private final ObjectProvider<PageRenderer> renderer;
    private final ObjectProvider<Frames> frames;
    private final Problems problems;

    ErrorPages(ObjectProvider<PageRenderer> renderer, ObjectProvider<Frames> frames, Problems problems) {
        this.renderer = renderer;
        this.frames = frames;
        this.problems = problems;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, int status, String type)
            throws IOException {
        write(request, response, status, type, "");
    }

    /**
     * Answers with an error.
     *
     * @param type the problem's stable name
     * @param detail one sentence for a developer, for systems only
     */
    public void write(HttpServletRequest request, HttpServletResponse response, int status, String type, String detail)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setHeader("Cache-Control", "no-store");
        if (!response.containsHeader("Retry-After")) {
            Problems.retryAfter(status).ifPresent(seconds -> response.setHeader("Retry-After", seconds));
        }
        if (isForSystems(request)) {
            writeProblem(request, response, status, type, detail);
        } else if (Tenants.bound().isEmpty()) {
            writePlain(response, status);
        } else {
            writePage(request, response, status);
        }
    }

    /** Says no to a person with a page of the caller's own, where no controller was asked. */
    public void refuse(HttpServletRequest request, HttpServletResponse response, Page page) throws IOException {
        response.resetBuffer();
        response.setHeader("Cache-Control", "no-store");
        renderer.getObject().write(page, frames.getObject().of(request), request, response);
    }

    /**
     * Answers for something that was thrown. A database that does not answer in time is "busy, try again"; only the
     * unexpected is logged with its trace, and never with what was typed.
     */
    void failure(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
        if (failure instanceof ErrorResponse answer) {
            int status = answer.getStatusCode().value();
            write(request, response, status, status == 404 ? "not-found" : "bad-request");
        } else if (failure instanceof InvalidParameterException unreadable) {
            int status = unreadable.getErrorCode();
            write(request, response, status, status == 413 ? "body-too-large" : "bad-request");
        } else if (Problems.isBusy(failure)) {
            LOG.warn(
                    "the database did not answer in time: {}",
                    failure.getClass().getName());
            write(request, response, 503, "overload");
        } else if (failure instanceof InterruptedIOException || response.isCommitted()) {
            LOG.debug("the visitor left");
        } else {
            LOG.error("{} {} failed", request.getMethod(), route(request), failure);
            write(request, response, 500, "internal");
        }
    }

    /** As the controller names it: the address itself may hold a card's number. */
    private static Object route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "(no route)" : pattern;
    }

    private void writeProblem(
            HttpServletRequest request, HttpServletResponse response, int status, String type, String detail)
            throws IOException {
        byte[] bytes = problems.body(status, type, detail, RequestIds.of(request));
        response.setStatus(status);
        response.setContentType(Problems.CONTENT_TYPE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private void writePage(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        int worded = WORDED.contains(status) ? status : status < 500 ? 400 : 500;
        Page page = Page.of("web/error").with("worded", worded).withStatus(HttpStatus.valueOf(status));
        try {
            // Whoever is signed in stays so on a page that says no; when we fail ourselves nobody is asked anything.
            Frames framing = frames.getObject();
            Frame frame = status < 500 ? framing.of(request) : framing.bare(request);
            renderer.getObject().write(page, frame, request, response);
        } catch (RuntimeException e) {
            LOG.error("the error page itself failed", e);
            writePlain(response, status);
        }
    }

    /** For a host nobody owns there is no language and no look to speak in. */
    private static void writePlain(HttpServletResponse response, int status) throws IOException {
        String sentence = status == 421
                ? "No portal answers at this address. Check the address you typed.\n"
                : "The portal cannot answer this (" + status + ").\n";
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(sentence.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isForSystems(HttpServletRequest request) {
        // What never reached a controller comes by way of /error; who asked is known by the address first asked for.
        Object first = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = first instanceof String known ? known : request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/hooks/");
    }
}
