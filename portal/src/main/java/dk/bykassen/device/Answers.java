package dk.bykassen.device;

import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Problems;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** What devices hear, at both doors alike. */
@Component
class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final Problems problems;

    Answers(Problems problems) {
        this.problems = problems;
    }

    /** Answers on a thread that may wait; whatever fails is an answer too. */
    Reply of(Route route, Call call) {
        try {
            return route.work().of(call);
        } catch (RuntimeException e) {
            return failed(e, route.pattern(), call.requestId());
        }
    }

    /** Only the unexpected is logged with its trace, by the route's name: the address itself may hold a card's number. */
    Reply failed(Throwable failure, String route, String requestId) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof Problem problem) {
            return problem(problem, requestId);
        }
        try (var logged = MDC.putCloseable("request", requestId)) {
            if (Problems.isBusy(cause)) {
                LOG.warn(
                        "the database did not answer in time: {}",
                        cause.getClass().getName());
                return problem(503, "overload", "", requestId);
            }
            LOG.error("{} failed", route, cause);
            return problem(500, "internal", "", requestId);
        }
    }

    Reply problem(Problem problem, String requestId) {
        Reply reply = problem(problem.status(), problem.type(), String.valueOf(problem.getMessage()), requestId);
        return problem.retryAfterSeconds().isPresent()
                ? reply.with(
                        "Retry-After",
                        String.valueOf(problem.retryAfterSeconds().getAsInt()))
                : reply;
    }

    /** A refused key is told how to show one; whoever came too soon, when to come again. */
    Reply problem(int status, String type, String detail, String requestId) {
        var reply = new Reply(status, Problems.CONTENT_TYPE, Map.of(), problems.body(status, type, detail, requestId));
        if (status == 401) {
            return reply.with("WWW-Authenticate", "Bearer");
        }
        return Problems.retryAfter(status)
                .map(seconds -> reply.with("Retry-After", seconds))
                .orElse(reply);
    }
}
