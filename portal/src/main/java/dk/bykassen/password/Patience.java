package dk.bykassen.password;

import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Says, to people and to programs, how long to wait before the next try. */
final class Patience {

    private Patience() {}

    /** The page again with 429, and the wait beside {@code field} in seconds or, from a minute on, in whole minutes. */
    static Page ask(Page page, Form form, String field, Duration pause, HttpServletResponse response) {
        long seconds = pause.toSeconds() + 1;
        if (seconds < 60) {
            form.reject(field, "password.too-soon.seconds", seconds);
        } else {
            form.reject(field, "password.too-soon.minutes", (seconds + 59) / 60);
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return page.withStatus(HttpStatus.TOO_MANY_REQUESTS);
    }
}
