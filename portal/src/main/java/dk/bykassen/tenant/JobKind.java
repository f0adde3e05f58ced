package dk.bykassen.tenant;

import java.time.Duration;

/**
 * A kind of background work, declared as a bean by the module that does it. A job carries a tenant and an id and nothing
 * else. It runs at least once, so its work must be safe to repeat; it runs bound to its tenant but outside any
 * transaction, so that no connection is held while it talks to the outside.
 *
 * @param name stable name, such as {@code payment-check}; stored with every job
 * @param work what to do
 */
public record JobKind(String name, Work work) {

    /** The work of one job. An exception means: try again later, with growing pauses. */
    public interface Work {
        Outcome run(String id) throws Exception;
    }

    /** What becomes of the job. */
    public sealed interface Outcome {}

    /** The job is over and forgotten. */
    public record Done() implements Outcome {}

    /** The same job runs once more after {@code pause}. */
    public record Again(Duration pause) implements Outcome {}

    public static Outcome done() {
        return new Done();
    }

    public static Outcome again(Duration pause) {
        return new Again(pause);
    }
}
