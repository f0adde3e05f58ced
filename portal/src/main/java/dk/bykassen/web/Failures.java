package dk.bykassen.web;

import dk.bykassen.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns what controllers throw into answers. Only the unexpected is logged with its trace, and never with what was typed. */
@ControllerAdvice
class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final ErrorPages errors;

    Failures(ErrorPages errors) {
        this.errors = errors;
    }

    @ExceptionHandler
    void problem(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        errors.write(request, response, problem.status(), problem.type(), String.valueOf(problem.getMessage()));
    }

    /** An id in the address that is none: nothing is there. */
    @ExceptionHandler
    void noSuchId(MethodArgumentTypeMismatchException wrong, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        errors.write(request, response, 404, "not-found");
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        CannotGetJdbcConnectionException.class,
        QueryTimeoutException.class,
        CannotAcquireLockException.class,
        TransientDataAccessException.class
    })
    void busy(Exception cause, HttpServletRequest request, HttpServletResponse response) throws IOException {
        LOG.warn("the database did not answer in time: {}", cause.getClass().getName());
        errors.write(request, response, 503, "overload");
    }

    @ExceptionHandler
    void unexpected(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (failure instanceof ErrorResponse answer) {
            int status = answer.getStatusCode().value();
            errors.write(request, response, status, status == 404 ? "not-found" : "bad-request");
        } else if (failure instanceof InterruptedIOException || response.isCommitted()) {
            LOG.debug("the visitor left");
        } else {
            LOG.error("{} {} failed", request.getMethod(), request.getServletPath(), failure);
            errors.write(request, response, 500, "internal");
        }
    }
}
