package dk.bykassen.payment.gateway.nexi;

import dk.bykassen.payment.gateway.ChargeTruth;
import dk.bykassen.payment.gateway.Charging;
import dk.bykassen.payment.gateway.Closing;
import dk.bykassen.payment.gateway.Decline;
import dk.bykassen.payment.gateway.Gateway;
import dk.bykassen.payment.gateway.GatewayAccess;
import dk.bykassen.payment.gateway.GatewayNews;
import dk.bykassen.payment.gateway.GatewayOrder;
import dk.bykassen.payment.gateway.Opening;
import dk.bykassen.payment.gateway.Truth;
import java.net.URI;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nexi Checkout with its hosted payment page and "unscheduled" cards on file.
 *
 * @see <a href="https://developer.nexigroup.com/nexi-checkout/en-EU/api/payment-v1/">Payment API v1</a>
 * @see <a href="https://developer.nexigroup.com/nexi-checkout/en-EU/api/webhooks/">Webhooks</a>
 */
public final class NexiCheckout implements Gateway, AutoCloseable {

    public static final String PROVIDER = "nexi";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern LAST_FOUR = Pattern.compile("(\\d{4})\\s*$");
    /** {@code MMYY}, also written with a slash. */
    private static final Pattern EXPIRY = Pattern.compile("(0[1-9]|1[0-2])/?(\\d{2})");

    private final NexiCalls calls;
    private final JsonMapper json;

    public NexiCheckout(JsonMapper json, Duration connect, Duration patience) {
        this.calls = new NexiCalls(json, connect, patience);
        this.json = json;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public Opening open(GatewayAccess access, GatewayOrder order) {
        return switch (calls.post(access, "/payments", NexiWire.createPayment(access, order), null)) {
            case NexiCalls.NotSent notSent -> new Opening.NotSent();
            case NexiCalls.Silence silence -> new Opening.NoAnswer();
            case NexiCalls.Answer answer when answer.isOk() -> opened(access, order, answer);
            case NexiCalls.Answer answer when answer.isDoubtful() -> new Opening.NoAnswer();
            case NexiCalls.Answer answer -> new Opening.Refused(Integer.toString(answer.status()));
        };
    }

    @Override
    public Charging charge(GatewayAccess access, String token, GatewayOrder order) {
        if (!isId(token)) {
            return new Charging.Declined(Decline.CARD_UNUSABLE);
        }
        String path = "/unscheduledsubscriptions/" + token + "/charges";
        String key = order.id().toString();
        return switch (calls.post(access, path, NexiWire.chargeStoredCard(access, order), key)) {
            case NexiCalls.NotSent notSent -> new Charging.NotSent();
            case NexiCalls.Silence silence -> new Charging.NoAnswer();
            case NexiCalls.Answer answer when answer.isOk() -> accepted(answer);
            case NexiCalls.Answer answer -> notAccepted(answer);
        };
    }

    @Override
    public ChargeTruth askCharge(GatewayAccess access, String token, UUID chargeId) {
        if (!isId(token)) {
            return new ChargeTruth.NeverReached();
        }
        String path = "/unscheduledsubscriptions/" + token + "/charges/status";
        return switch (calls.get(access, path, chargeId.toString())) {
            case NexiCalls.Answer answer when answer.isOk() -> becameOf(answer);
            case NexiCalls.Answer answer when answer.status() == 404 -> new ChargeTruth.NeverReached();
            case NexiCalls.Heard nothing -> new ChargeTruth.NoAnswer();
        };
    }

    @Override
    public Truth ask(GatewayAccess access, String gatewayPaymentId) {
        if (!isId(gatewayPaymentId)) {
            return new Truth.Absent();
        }
        return switch (calls.get(access, "/payments/" + gatewayPaymentId)) {
            case NexiCalls.Answer answer
            when answer.isOk() -> found(gatewayPaymentId, answer.body().path("payment"));
            case NexiCalls.Answer answer when answer.status() == 404 -> new Truth.Absent();
            case NexiCalls.Heard nothing -> new Truth.NoAnswer();
        };
    }

    @Override
    public Closing close(GatewayAccess access, String gatewayPaymentId, Truth.Found truth) {
        String path = "/payments/" + gatewayPaymentId;
        NexiCalls.Heard heard = truth.held() > 0
                ? calls.post(access, path + "/cancels", new NexiWire.CancelReservation(truth.held()), null)
                : calls.put(access, path + "/terminate");
        return switch (heard) {
            case NexiCalls.Answer answer when answer.isOk() || answer.status() == 404 -> new Closing.Closed();
            case NexiCalls.Answer answer when !answer.isDoubtful() -> new Closing.Moved();
            case NexiCalls.Heard nothing -> new Closing.NoAnswer();
        };
    }

    @Override
    public Optional<GatewayNews> read(byte[] body) {
        JsonNode hook;
        try {
            hook = json.readTree(body);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        String id = hook.path("id").asString("");
        String event = hook.path("event").asString("");
        JsonNode data = hook.path("data");
        String payment = data.path("paymentId").asString("");
        if (!isId(id) || !event.matches("[a-z0-9.]{1,80}") || !isId(payment)) {
            return Optional.empty();
        }
        boolean failed = event.startsWith("payment.reservation.failed") || event.startsWith("payment.charge.failed");
        Decline decline = failed ? issuers(data.path("error")) : null;
        return Optional.of(new GatewayNews(id, event, payment, decline));
    }

    private static Opening opened(GatewayAccess access, GatewayOrder order, NexiCalls.Answer answer) {
        String id = answer.text("paymentId");
        String page = answer.text("hostedPaymentPageUrl");
        // An answer that cannot be used leaves a window nobody was shown, like an answer that was lost.
        if (!isId(id) || !page.startsWith(access.windowOrigin() + "/")) {
            return new Opening.NoAnswer();
        }
        String language = switch (order.language().getLanguage()) {
            case "da" -> "da-DK";
            case "nb" -> "nb-NO";
            default -> "en-GB";
        };
        try {
            return new Opening.Opened(id, URI.create(page + (page.contains("?") ? "&" : "?") + "language=" + language));
        } catch (IllegalArgumentException noAddress) {
            return new Opening.NoAnswer();
        }
    }

    private static Charging accepted(NexiCalls.Answer answer) {
        String payment = answer.text("paymentId");
        return isId(payment) ? new Charging.Accepted(payment) : new Charging.NoAnswer();
    }

    /** {@code status} is Pending, Succeeded or Failed. */
    private static ChargeTruth becameOf(NexiCalls.Answer answer) {
        String payment = answer.text("paymentId");
        return switch (answer.text("status")) {
            case "Succeeded" -> isId(payment) ? new ChargeTruth.Accepted(payment) : new ChargeTruth.NoAnswer();
            case "Failed" -> new ChargeTruth.Declined(issuers(answer.body()));
            default -> new ChargeTruth.NoAnswer();
        };
    }

    /**
     * 402 is the bank's no, 404 an unknown stored card. 400, 401 and 403 are about our side of the wire. 409 (the same key
     * is being worked on) and 429 say nothing about the charge itself.
     */
    private static Charging notAccepted(NexiCalls.Answer answer) {
        return switch (answer.status()) {
            case 402 -> new Charging.Declined(issuers(answer.body()));
            case 400, 401, 403 -> new Charging.Refused(Integer.toString(answer.status()));
            case 404 -> new Charging.Declined(Decline.CARD_UNUSABLE);
            default -> new Charging.NoAnswer();
        };
    }

    /** {@code {message, code, source}}: the code is the bank's where the source is the issuer. */
    private static Decline issuers(JsonNode error) {
        boolean issuer =
                error.path("source").asString("").toLowerCase(Locale.ROOT).contains("issuer");
        return issuer ? Decline.ofIssuerCode(error.path("code").asString("")) : Decline.NO_REASON;
    }

    /** An answer about another payment, or without a currency, is no answer. */
    private static Truth found(String asked, JsonNode payment) {
        JsonNode summary = payment.path("summary");
        JsonNode order = payment.path("orderDetails");
        String currency = order.path("currency").asString("");
        if (!payment.path("paymentId").asString("").equals(asked) || currency.isEmpty()) {
            return new Truth.NoAnswer();
        }
        String reference = order.path("reference").asString("");
        String charge = payment.path("charges").path(0).path("chargeId").asString("");
        String token = payment.path("unscheduledSubscription")
                .path("unscheduledSubscriptionId")
                .asString("");
        return new Truth.Found(
                reference.isEmpty() ? null : reference,
                currency,
                summary.path("reservedAmount").asLong(0),
                summary.path("cancelledAmount").asLong(0),
                summary.path("chargedAmount").asLong(0),
                summary.path("refundedAmount").asLong(0),
                payment.hasNonNull("terminated"),
                isId(charge) ? charge : null,
                card(payment.path("paymentDetails")),
                isId(token) ? token : null);
    }

    private static Truth.@Nullable Card card(JsonNode details) {
        String brand = details.path("paymentMethod").asString("").strip();
        JsonNode card = details.path("cardDetails");
        Matcher lastFour = LAST_FOUR.matcher(card.path("maskedPan").asString(""));
        if (brand.isEmpty() || brand.length() > 40 || !lastFour.find()) {
            return null;
        }
        Matcher expiry = EXPIRY.matcher(card.path("expiryDate").asString(""));
        YearMonth expires = expiry.matches()
                ? YearMonth.of(2000 + Integer.parseInt(expiry.group(2)), Integer.parseInt(expiry.group(1)))
                : null;
        return new Truth.Card(brand, lastFour.group(1), expires);
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    @Override
    public void close() {
        calls.close();
    }
}
