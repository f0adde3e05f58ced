package dk.bykassen.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends what never reached a controller. */
@Controller
@Open
class ErrorDoor implements ErrorController {

    private final ErrorPages errors;

    ErrorDoor(ErrorPages errors) {
        this.errors = errors;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer known ? known : 404;
        errors.write(
                request, response, status, status == 404 ? "not-found" : status < 500 ? "bad-request" : "internal");
    }
}
