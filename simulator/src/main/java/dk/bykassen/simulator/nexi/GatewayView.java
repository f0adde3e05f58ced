package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.web.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gateway's books for people. */
public record GatewayView(
        int payments,
        List<String> sums,
        List<PaymentLine> lines,
        List<String> ordered,
        List<String> faults,
        List<DeliveryLine> deliveries) {

    record Sum(String currency, long charged, long refunded) {}

    /** One payment; {@code open} tells whether its window can still be paid. */
    public record PaymentLine(
            String id,
            String time,
            String merchant,
            String reference,
            String amount,
            String state,
            String charged,
            String refunded,
            String card,
            boolean open) {

        static PaymentLine of(Payment payment, String state, long charged, long refunded, Words words) {
            return new PaymentLine(
                    payment.id(),
                    words.time(payment.createdAt()),
                    new Merchant(payment.merchant()).name(),
                    payment.reference(),
                    words.amount(payment.amount(), payment.currency()),
                    words.say("gateway.state." + state),
                    words.amount(charged, payment.currency()),
                    words.amount(refunded, payment.currency()),
                    payment.maskedNumber() == null ? "–" : payment.brand() + " " + lastFour(payment.maskedNumber()),
                    state.equals("open"));
        }

        private static String lastFour(String masked) {
            return "…" + masked.substring(masked.length() - 4);
        }
    }

    /** One webhook and what the portal answered last. */
    public record DeliveryLine(String event, String url, int attempts, String state, String answer) {

        static DeliveryLine of(WebhookQueue.Delivery delivery) {
            return new DeliveryLine(
                    delivery.event(), delivery.url(), delivery.attempts(), delivery.state(), delivery.answer());
        }
    }

    /** "Charged x, refunded y" for each currency. */
    static List<String> sums(List<Sum> all, Words words) {
        Map<String, long[]> byCurrency = new TreeMap<>();
        for (Sum sum : all) {
            long[] totals = byCurrency.computeIfAbsent(sum.currency(), currency -> new long[2]);
            totals[0] += sum.charged();
            totals[1] += sum.refunded();
        }
        return byCurrency.entrySet().stream()
                .map(entry -> words.say(
                        "gateway.sum",
                        words.amount(entry.getValue()[0], entry.getKey()),
                        words.amount(entry.getValue()[1], entry.getKey())))
                .toList();
    }
}
