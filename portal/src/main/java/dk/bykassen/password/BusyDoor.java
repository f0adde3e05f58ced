package dk.bykassen.password;

import dk.bykassen.web.ErrorPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Asks those for whom there is no room to come back in a moment: quick, and without touching the database. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BusyDoor {

    private final ErrorPages errors;

    BusyDoor(ErrorPages errors) {
        this.errors = errors;
    }

    @ExceptionHandler
    void busy(Busy busy, HttpServletRequest request, HttpServletResponse response) throws IOException {
        errors.write(request, response, 503, "overload");
    }
}
