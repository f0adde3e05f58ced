package dk.bykassen.payment.gateway.nexi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bykassen.payment.gateway.GatewayAccess;
import dk.bykassen.payment.gateway.GatewayOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bodies we send, field for field as Nexi's Payment API v1 names them. Amounts in minor units.
 *
 * @see <a href="https://developer.nexigroup.com/nexi-checkout/en-EU/api/payment-v1/">Payment API v1</a>
 */
final class NexiWire {

    /** What we want to be told: whatever can change the truth about money, and the bank's refusals. */
    private static final List<String> EVENTS = List.of(
            "payment.reservation.created.v2",
            "payment.reservation.failed",
            "payment.checkout.completed",
            "payment.charge.created.v2",
            "payment.charge.failed",
            "payment.cancel.created",
            "payment.refund.completed");

    private NexiWire() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreatePayment(
            Order order,
            Checkout checkout,
            Notifications notifications,
            @Nullable UnscheduledSubscription unscheduledSubscription) {}

    record ChargeStoredCard(Order order, Notifications notifications) {}

    record CancelReservation(long amount) {}

    record Order(List<Item> items, long amount, String currency, String reference) {}

    /** {@code taxRate} 0: a deposit is not a sale. */
    record Item(
            String reference,
            String name,
            int quantity,
            String unit,
            long unitPrice,
            int taxRate,
            long taxAmount,
            long grossTotalAmount,
            long netTotalAmount) {}

    record Checkout(
            String integrationType,
            String returnUrl,
            String cancelUrl,
            String termsUrl,
            boolean charge,
            boolean merchantHandlesConsumerData) {}

    record Notifications(List<WebHook> webHooks) {}

    record WebHook(String eventName, String url, String authorization) {}

    record UnscheduledSubscription(boolean create) {}

    static CreatePayment createPayment(GatewayAccess access, GatewayOrder order) {
        return new CreatePayment(
                order(order),
                // Charged with the reservation: the money is for a purse that is credited at once. We keep the
                // consumer's
                // data ourselves, so the window does not ask for name and address.
                new Checkout(
                        "HostedPaymentPage",
                        order.returnTo().toString(),
                        order.leaveTo().toString(),
                        order.terms().toString(),
                        true,
                        true),
                notifications(access, order),
                order.rememberCard() ? new UnscheduledSubscription(true) : null);
    }

    static ChargeStoredCard chargeStoredCard(GatewayAccess access, GatewayOrder order) {
        return new ChargeStoredCard(order(order), notifications(access, order));
    }

    private static Order order(GatewayOrder order) {
        List<Item> items = order.lines().stream()
                .map(line -> {
                    long amount = line.amount().minor();
                    return new Item(line.reference(), line.name(), 1, "pcs", amount, 0, 0, amount, amount);
                })
                .toList();
        return new Order(items, order.total().minor(), order.total().currency().getCurrencyCode(), order.reference());
    }

    private static Notifications notifications(GatewayAccess access, GatewayOrder order) {
        return new Notifications(EVENTS.stream()
                .map(event -> new WebHook(event, order.hooks().toString(), access.webhookSecret()))
                .toList());
    }
}
