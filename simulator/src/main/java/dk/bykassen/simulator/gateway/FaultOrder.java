package dk.bykassen.simulator.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One fault ordered for one occasion.
 *
 * @param delay how long a delayed webhook waits, or a silent line is held; null for the fault's own measure
 * @param on the only act it may strike; null for any it can
 */
public record FaultOrder(
        GatewayFault fault,
        @Nullable Duration delay,
        @Nullable Act on) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LATENESS = Duration.ofSeconds(5);

    /** What a merchant, or a customer in the payment window, may be doing. */
    public enum Act {
        CREATE,
        CHARGE,
        CHARGE_STORED_CARD,
        REFUND,
        CANCEL,
        READ,
        WINDOW
    }

    /** A fault on the line strikes every act that changes something, and reading only when told so. */
    public boolean strikesLine(Act act) {
        return fault.kind() == GatewayFault.Kind.LINE && (on == null ? act != Act.READ : on == act);
    }

    /** A refusal strikes where a card is asked for money. */
    public boolean strikesCard(Act act) {
        return fault.kind() == GatewayFault.Kind.CARD && (on == null || on == act);
    }

    public boolean strikesWebhooks() {
        return fault.kind() == GatewayFault.Kind.WEBHOOK;
    }

    /** How long a silent line is held before it is closed: longer than any client waits. */
    public Duration hold() {
        return delay == null ? PATIENCE : delay;
    }

    public Duration lateness() {
        return delay == null ? LATENESS : delay;
    }
}
