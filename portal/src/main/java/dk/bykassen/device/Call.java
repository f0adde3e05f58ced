package dk.bykassen.device;

import dk.bykassen.kernel.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device's call, whichever door it came in by. If the host is a tenant's, that tenant is bound while it is answered. */
public interface Call {

    /** The largest body a device may send, in bytes. */
    int LARGEST_BODY = 64 * 1024;

    @Nullable
    String header(String name);

    /** What stands in the address where the route's pattern has {@code {name}}, decoded. */
    String variable(String name);

    /** @throws Problem 413 when it is larger than {@link #LARGEST_BODY}, 400 when it ended before it should */
    byte[] body();

    String requestId();

    /** As {@link #variable}. @throws Problem 404 when it is no id: nothing is there */
    default UUID id(String name) {
        try {
            return UUID.fromString(variable(name));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    static Problem bodyTooLarge() {
        return new Problem(413, "body-too-large", "The body is larger than 64 KB.");
    }

    static Problem bodyIncomplete() {
        return new Problem(400, "body-incomplete", "The body ended before it should.");
    }
}
