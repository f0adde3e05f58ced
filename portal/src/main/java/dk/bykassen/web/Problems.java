package dk.bykassen.web;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import tools.jackson.databind.json.JsonMapper;

/** How failures are told to systems, at every door: {@code application/problem+json} (RFC 9457). */
@Component
public class Problems {

    public static final String CONTENT_TYPE = "application/problem+json";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /**
     * The body.
     *
     * @param type the problem's stable name
     * @param detail one sentence for a developer; may be empty
     */
    public byte[] body(int status, String type, String detail, String requestId) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:bykassen:problem:" + type);
        problem.put("title", type.replace('-', ' '));
        problem.put("status", status);
        if (!detail.isEmpty()) {
            problem.put("detail", detail);
        }
        problem.put("instance", requestId);
        return json.writeValueAsBytes(problem);
    }

    /** After how many seconds asking again makes sense, as the header says it. */
    public static Optional<String> retryAfter(int status) {
        return switch (status) {
            case 429 -> Optional.of("60");
            case 503 -> Optional.of("2");
            default -> Optional.empty();
        };
    }

    /** Whether {@code failure} is a database that does not answer in time: "busy, try again". */
    public static boolean isBusy(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof TransientDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransactionSystemException broken && isBusy(broken);
    }

    /** The database went away in the middle: not even the rollback came through, whether of a failure or of a commit. */
    private static boolean isBusy(TransactionSystemException broken) {
        Throwable before = broken.getApplicationException();
        return before == null ? broken.getCause() instanceof SQLException : isBusy(before);
    }
}
