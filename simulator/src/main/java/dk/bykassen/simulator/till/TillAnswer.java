package dk.bykassen.simulator.till;

import org.jspecify.annotations.Nullable;

/** What a till hears from the portal. */
public sealed interface TillAnswer {

    /**
     * A decision.
     *
     * @param reason why it was declined, in the API's words; empty when approved
     * @param balance in minor units; null when the portal tells none, as for an unknown card
     * @param replayed whether the portal says it had decided before
     */
    record Decided(
            boolean approved, String reason, @Nullable Long balance, String currency, boolean replayed)
            implements TillAnswer {

        /** Whether two answers say the same, whoever was first. */
        public boolean agreesWith(Decided other) {
            return approved == other.approved
                    && reason.equals(other.reason)
                    && java.util.Objects.equals(balance, other.balance);
        }
    }

    /** No decision: the portal refused the request itself. */
    record Refused(int status, String sentence) implements TillAnswer {}

    /** No answer, or none anybody understands: the till does not know whether it was paid. */
    record Silent() implements TillAnswer {}
}
