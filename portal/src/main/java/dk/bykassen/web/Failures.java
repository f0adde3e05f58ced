package dk.bykassen.web;

import dk.bykassen.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns what controllers throw into answers. */
@ControllerAdvice
class Failures {

    private final ErrorPages errors;

    Failures(ErrorPages errors) {
        this.errors = errors;
    }

    @ExceptionHandler
    void problem(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problem.retryAfterSeconds().ifPresent(seconds -> response.setHeader("Retry-After", String.valueOf(seconds)));
        errors.write(request, response, problem.status(), problem.type(), String.valueOf(problem.getMessage()));
    }

    /** An id in the address that is none: nothing is there. */
    @ExceptionHandler
    void noSuchId(MethodArgumentTypeMismatchException wrong, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        errors.write(request, response, 404, "not-found");
    }

    @ExceptionHandler
    void anything(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        errors.failure(request, response, failure);
    }
}
