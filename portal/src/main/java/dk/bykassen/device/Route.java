package dk.bykassen.device;

import dk.bykassen.kernel.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One call of the device API.
 *
 * @param pattern such as {@code /api/v1/cards/{number}}: a variable is a whole segment
 * @param prompt the quick way to answer, if there is one
 */
public record Route(
        String method, String pattern, Work work, @Nullable Prompt prompt) {

    /** Answers a call on a thread that may wait. */
    @FunctionalInterface
    public interface Work {

        /** @throws Problem what the device is told instead */
        Reply of(Call call);
    }

    /**
     * Answers a call from what is in memory, on a thread that must never wait. Empty, now or later, when that is not enough:
     * then the route's {@link Work} is asked.
     */
    @FunctionalInterface
    public interface Prompt {

        /**
         * Begins to answer.
         *
         * @param next where whatever follows a completion goes on, so that it does not hold up whoever completes it
         * @throws Problem what the device is told instead; the future may fail with one too
         */
        CompletableFuture<Optional<Reply>> of(Call call, Executor next);
    }

    public static Route get(String pattern, Work work) {
        return new Route("GET", pattern, work, null);
    }

    public static Route post(String pattern, Work work) {
        return new Route("POST", pattern, work, null);
    }

    /** The same with a quick way. */
    public Route promptly(Prompt quick) {
        return new Route(method, pattern, work, quick);
    }
}
