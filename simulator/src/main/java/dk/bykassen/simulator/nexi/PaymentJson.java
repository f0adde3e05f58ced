package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.nexi.Payment.Charge;
import dk.bykassen.simulator.nexi.Payment.Refund;
import dk.bykassen.simulator.nexi.Payment.State;
import dk.bykassen.simulator.web.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /payments/{id}}. Like the real one it leaves out sums that are zero, and lists that are empty. */
final class PaymentJson {

    private PaymentJson() {}

    static ObjectNode of(Payment payment, List<Charge> charges, List<Refund> refunds, String window) {
        ObjectNode out = Json.object().put("paymentId", payment.id());
        ObjectNode summary = out.putObject("summary");
        putUnlessZero(summary, "reservedAmount", payment.reserved());
        putUnlessZero(
                summary,
                "chargedAmount",
                charges.stream().mapToLong(Charge::amount).sum());
        putUnlessZero(
                summary,
                "refundedAmount",
                refunds.stream().mapToLong(Refund::amount).sum());
        putUnlessZero(summary, "cancelledAmount", payment.cancelled());
        out.putObject("consumer");
        out.set("paymentDetails", details(payment.brand(), payment.maskedNumber(), payment.expiry()));
        out.putObject("orderDetails")
                .put("amount", payment.amount())
                .put("currency", payment.currency())
                .put("reference", payment.reference());
        out.putObject("checkout")
                .put("url", payment.checkoutUrl() == null ? window : payment.checkoutUrl())
                .put("cancelUrl", payment.cancelUrl());
        out.put("created", payment.createdAt().toString());
        if (!charges.isEmpty()) {
            list(out.putArray("charges"), charges);
        }
        if (!refunds.isEmpty()) {
            listRefunds(out.putArray("refunds"), refunds);
        }
        if (payment.state() == State.TERMINATED && payment.endedAt() != null) {
            out.put("terminated", payment.endedAt().toString());
        }
        if (payment.card() != null && payment.state() != State.OPEN) {
            out.putObject("unscheduledSubscription").put("unscheduledSubscriptionId", payment.card());
        }
        ObjectNode body = Json.object();
        body.set("payment", out);
        return body;
    }

    static ObjectNode details(@Nullable String brand, @Nullable String masked, @Nullable String expiry) {
        ObjectNode details = Json.object();
        ObjectNode card = Json.object();
        if (brand != null) {
            details.put("paymentType", "CARD").put("paymentMethod", brand);
            card.put("maskedPan", masked).put("expiryDate", expiry);
        }
        details.putObject("invoiceDetails");
        details.set("cardDetails", card);
        return details;
    }

    private static void list(ArrayNode out, List<Charge> charges) {
        for (Charge charge : charges) {
            out.addObject()
                    .put("chargeId", charge.id())
                    .put("amount", charge.amount())
                    .put("created", charge.createdAt().toString());
        }
    }

    private static void listRefunds(ArrayNode out, List<Refund> refunds) {
        for (Refund refund : refunds) {
            out.addObject()
                    .put("refundId", refund.id())
                    .put("chargeId", refund.charge())
                    .put("amount", refund.amount())
                    .put("state", "Completed")
                    .put("lastUpdated", refund.createdAt().toString());
        }
    }

    private static void putUnlessZero(ObjectNode node, String name, long amount) {
        if (amount != 0) {
            node.put(name, amount);
        }
    }
}
