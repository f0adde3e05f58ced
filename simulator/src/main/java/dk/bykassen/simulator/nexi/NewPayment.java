package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.net.LoopbackNames;
import dk.bykassen.simulator.web.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to create a payment, or to charge a stored card, after the gateway's checks.
 *
 * @see <a href="https://developer.nexigroup.com/nexi-checkout/en-EU/api/payment-v1/">Nexi Checkout, Payment API v1</a>
 */
record NewPayment(
        Order order,
        @Nullable Checkout checkout,
        List<Webhook> webhooks,
        boolean storesCard,
        @Nullable String card) {

    record Order(long amount, String currency, String reference, String items) {}

    record Checkout(String returnUrl, @Nullable String cancelUrl, boolean charge) {}

    record Webhook(String event, String url, String authorization) {}

    private static final Set<String> CURRENCIES = Set.of("DKK", "NOK", "SEK", "EUR");
    private static final List<String> WHOLE = List.of("unitPrice", "grossTotalAmount", "netTotalAmount");
    private static final List<String> OPTIONAL_WHOLE = List.of("taxRate", "taxAmount");

    /**
     * Reads {@code POST /payments}.
     *
     * @throws Refusal 400 with every fault, not only the first
     */
    static NewPayment ofWindow(JsonNode body) {
        FieldErrors errors = new FieldErrors();
        JsonNode subscription = body.path("unscheduledSubscription");
        boolean storesCard = subscription.path("create").booleanValue(false);
        Order order = order(body.path("order"), storesCard ? 0 : 1, errors);
        Checkout checkout = checkout(body.path("checkout"), errors);
        List<Webhook> webhooks = webhooks(body.path("notifications"), errors);
        errors.throwIfAny();
        return new NewPayment(
                order,
                checkout,
                webhooks,
                storesCard,
                subscription.path("unscheduledSubscriptionId").stringValue(null));
    }

    /**
     * Reads {@code POST /unscheduledsubscriptions/{id}/charges}: an order, no window.
     *
     * @throws Refusal 400 with every fault
     */
    static NewPayment ofStoredCard(JsonNode body, String card) {
        FieldErrors errors = new FieldErrors();
        Order order = order(body.path("order"), 1, errors);
        List<Webhook> webhooks = webhooks(body.path("notifications"), errors);
        errors.throwIfAny();
        return new NewPayment(order, null, webhooks, false, card);
    }

    private static Order order(JsonNode order, long least, FieldErrors errors) {
        JsonNode items = order.path("items");
        errors.unless(items.isArray() && !items.isEmpty(), "order.items", "At least one item is required");
        long sum = 0;
        for (int i = 0; i < items.size(); i++) {
            checkItem(items.get(i), "order.items[" + i + "].", errors);
            sum += items.get(i).path("grossTotalAmount").longValue(0);
        }
        long amount = order.path("amount").longValue(-1);
        errors.unless(order.path("amount").isIntegralNumber(), "order.amount", "An amount in minor units is required");
        errors.unless(amount >= least, "order.amount", "The amount must be at least " + least);
        errors.unless(amount == sum, "order.amount", "The amount must equal the sum of the items' grossTotalAmount");
        String currency = order.path("currency").stringValue("");
        errors.unless(CURRENCIES.contains(currency), "order.currency", "A supported currency is required");
        String reference = order.path("reference").stringValue("");
        errors.unless(reference.length() <= 128, "order.reference", "128 characters at most");
        return new Order(amount, currency, reference, items.isArray() ? Json.text(items) : "[]");
    }

    private static void checkItem(JsonNode item, String path, FieldErrors errors) {
        for (String field : List.of("reference", "name", "unit")) {
            String text = item.path(field).stringValue("");
            errors.unless(!text.isBlank() && text.length() <= 128, path + field, "1 to 128 characters are required");
        }
        errors.unless(item.path("quantity").isNumber(), path + "quantity", "A number is required");
        for (String field : WHOLE) {
            errors.unless(item.path(field).isIntegralNumber(), path + field, "An amount in minor units is required");
        }
        for (String field : OPTIONAL_WHOLE) {
            errors.unless(!item.has(field) || item.path(field).isIntegralNumber(), path + field, "A whole number");
        }
        long gross = item.path("grossTotalAmount").longValue(0);
        long net = item.path("netTotalAmount").longValue(0);
        long tax = item.path("taxAmount").longValue(0);
        errors.unless(gross == net + tax, path + "grossTotalAmount", "Must equal netTotalAmount + taxAmount");
    }

    private static Checkout checkout(JsonNode checkout, FieldErrors errors) {
        errors.unless(
                checkout.path("integrationType").stringValue("").equals("HostedPaymentPage"),
                "checkout.integrationType",
                "Only HostedPaymentPage is simulated");
        String returnUrl = url(checkout, "returnUrl", true, errors);
        String cancelUrl = url(checkout, "cancelUrl", false, errors);
        url(checkout, "termsUrl", true, errors);
        return new Checkout(
                returnUrl,
                cancelUrl.isEmpty() ? null : cancelUrl,
                checkout.path("charge").booleanValue(false));
    }

    private static String url(JsonNode checkout, String field, boolean required, FieldErrors errors) {
        String text = checkout.path(field).stringValue("");
        if (text.isEmpty()) {
            errors.unless(!required, "checkout." + field, "Is required");
        } else {
            errors.unless(isWebAddress(text), "checkout." + field, "Must be an absolute URL");
        }
        return text;
    }

    private static List<Webhook> webhooks(JsonNode notifications, FieldErrors errors) {
        JsonNode hooks = notifications.path("webHooks").isMissingNode()
                ? notifications.path("webhooks")
                : notifications.path("webHooks");
        errors.unless(hooks.size() <= 32, "notifications.webHooks", "32 at most");
        List<Webhook> webhooks = new ArrayList<>();
        for (int i = 0; i < hooks.size(); i++) {
            String path = "notifications.webHooks[" + i + "].";
            JsonNode hook = hooks.get(i);
            Webhook webhook = new Webhook(
                    hook.path("eventName").stringValue(""),
                    hook.path("url").stringValue(""),
                    hook.path("authorization").stringValue(""));
            errors.unless(Event.isKnown(webhook.event()), path + "eventName", "Unknown event");
            errors.unless(
                    isWebAddress(webhook.url()) && webhook.url().length() <= 256, path + "url", "Must be an https URL");
            errors.unless(
                    webhook.authorization().matches("[A-Za-z0-9]{8,64}"),
                    path + "authorization",
                    "8 to 64 letters and digits");
            webhooks.add(webhook);
        }
        return webhooks;
    }

    /** The real gateway wants https; on this machine plain http will do. */
    private static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && LoopbackNames.isLoopbackName(uri.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
