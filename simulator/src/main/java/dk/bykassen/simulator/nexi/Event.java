package dk.bykassen.simulator.nexi;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened to a payment, under every name a merchant may have subscribed to.
 *
 * @param names the event's names; older and newer versions are sent to whoever registered them
 * @param data the event's data without the payment's id
 */
record Event(List<String> names, ObjectNode data) {

    static final String CREATED = "payment.created";

    private static final Set<String> KNOWN = Set.of(
            CREATED,
            "payment.reservation.created",
            "payment.reservation.created.v2",
            "payment.reservation.failed",
            "payment.checkout.completed",
            "payment.charge.created",
            "payment.charge.created.v2",
            "payment.charge.failed",
            "payment.charge.failed.v2",
            "payment.refund.initiated",
            "payment.refund.initiated.v2",
            "payment.refund.completed",
            "payment.refund.failed",
            "payment.cancel.created",
            "payment.cancel.failed");

    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    static Event of(ObjectNode data, String... names) {
        return new Event(List.of(names), data);
    }
}
