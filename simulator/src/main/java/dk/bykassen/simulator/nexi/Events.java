package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.gateway.Verdict;
import dk.bykassen.simulator.web.Json;
import tools.jackson.databind.node.ObjectNode;

/** The data of each kind of event, in the gateway's format. */
final class Events {

    private Events() {}

    static Event created(Payment payment) {
        ObjectNode data = Json.object();
        data.set("order", order(payment));
        return Event.of(data, Event.CREATED);
    }

    static Event reserved(Payment payment) {
        ObjectNode data = amount(payment, payment.amount());
        method(data, payment);
        return Event.of(data, "payment.reservation.created", "payment.reservation.created.v2");
    }

    static Event reservationFailed(Payment payment, Verdict.Refused refused) {
        ObjectNode data = amount(payment, payment.amount());
        data.set("error", Refusal.error(refused.message(), refused.code(), "Issuer"));
        return Event.of(data, "payment.reservation.failed");
    }

    static Event completed(Payment payment) {
        ObjectNode data = Json.object();
        data.set("order", order(payment));
        return Event.of(data, "payment.checkout.completed");
    }

    static Event charged(Payment payment, Payment.Charge charge) {
        ObjectNode data = amount(payment, charge.amount()).put("chargeId", charge.id());
        method(data, payment);
        if (payment.card() != null) {
            data.put("subscriptionId", payment.card());
        }
        return Event.of(data, "payment.charge.created", "payment.charge.created.v2");
    }

    static Event chargeFailed(Payment payment, long amount, Verdict.Refused refused) {
        ObjectNode data = amount(payment, amount);
        data.set("error", Refusal.error(refused.message(), refused.code(), "Issuer"));
        return Event.of(data, "payment.charge.failed", "payment.charge.failed.v2");
    }

    static Event refundInitiated(Payment payment, Payment.Refund refund) {
        ObjectNode data =
                amount(payment, refund.amount()).put("refundId", refund.id()).put("chargeId", refund.charge());
        return Event.of(data, "payment.refund.initiated", "payment.refund.initiated.v2");
    }

    static Event refundCompleted(Payment payment, Payment.Refund refund) {
        return Event.of(amount(payment, refund.amount()).put("refundId", refund.id()), "payment.refund.completed");
    }

    static Event cancelled(Payment payment, long amount, String cancelId) {
        return Event.of(amount(payment, amount).put("cancelId", cancelId), "payment.cancel.created");
    }

    private static ObjectNode amount(Payment payment, long amount) {
        ObjectNode data = Json.object();
        data.putObject("amount").put("amount", amount).put("currency", payment.currency());
        return data;
    }

    private static void method(ObjectNode data, Payment payment) {
        data.put("paymentMethod", payment.brand()).put("paymentType", "CARD");
    }

    private static ObjectNode order(Payment payment) {
        ObjectNode order = Json.object().put("reference", payment.reference());
        order.putObject("amount").put("amount", payment.amount()).put("currency", payment.currency());
        order.set("orderItems", Json.parse(payment.items()));
        return order;
    }
}
