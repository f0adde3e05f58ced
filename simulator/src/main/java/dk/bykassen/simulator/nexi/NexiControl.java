package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.gateway.FaultOrder;
import dk.bykassen.simulator.gateway.FaultOrder.Act;
import dk.bykassen.simulator.gateway.GatewayFault;
import dk.bykassen.simulator.nexi.Payment.Charge;
import dk.bykassen.simulator.nexi.Payment.Refund;
import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.store.Transaction;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.world.Orders;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /control/gateway/nexi}: what the gateway believes, and what it is told to get wrong next. */
final class NexiControl {

    private static final String PATH = "/control/gateway/nexi";
    private static final int MOST_SHOWN = 100;

    private final Database database;
    private final Orders<FaultOrder> faults;
    private final WebhookQueue webhooks;
    private final InstantSource clock;
    private final Pages pages;

    NexiControl(Database database, Orders<FaultOrder> faults, WebhookQueue webhooks, InstantSource clock, Pages pages) {
        this.database = database;
        this.faults = faults;
        this.webhooks = webhooks;
        this.clock = clock;
        this.pages = pages;
    }

    void addRoutes(Router router) {
        router.get(PATH, this::show).post(PATH, this::order);
    }

    /** A payment with what came of it. */
    private record Entry(Payment payment, List<Charge> charges, List<Refund> refunds) {

        long charged() {
            return charges.stream().mapToLong(Charge::amount).sum();
        }

        long refunded() {
            return refunds.stream().mapToLong(Refund::amount).sum();
        }
    }

    private Answer show(Request request) {
        String merchant = request.query().text("merchant");
        List<Entry> entries = database.transaction(tx -> entries(tx, merchant.isEmpty() ? null : merchant));
        return request.wantsHtml() ? page(request, entries) : Answer.json(200, json(entries));
    }

    private static List<Entry> entries(Transaction tx, @Nullable String merchant) throws SQLException {
        PaymentStore store = new PaymentStore(tx);
        List<Entry> entries = new ArrayList<>();
        for (Payment payment : store.all(merchant)) {
            entries.add(new Entry(payment, store.chargesOf(payment.id()), store.refundsOf(payment.id())));
        }
        return entries;
    }

    private ObjectNode json(List<Entry> entries) {
        ObjectNode out = Json.object();
        ArrayNode payments = out.putArray("payments");
        Map<String, long[]> totals = new TreeMap<>();
        for (Entry entry : entries) {
            Payment payment = entry.payment();
            payments.addObject()
                    .put("paymentId", payment.id())
                    .put("merchant", payment.merchant())
                    .put("reference", payment.reference())
                    .put("amount", payment.amount())
                    .put("currency", payment.currency())
                    .put("state", state(payment))
                    .put("reserved", payment.reserved())
                    .put("charged", entry.charged())
                    .put("refunded", entry.refunded())
                    .put("cancelled", payment.cancelled())
                    .put("unscheduledSubscriptionId", payment.card())
                    .put("created", payment.createdAt().toString());
            long[] sums = totals.computeIfAbsent(payment.merchant(), name -> new long[3]);
            sums[0] += entry.charged();
            sums[1] += entry.refunded();
            sums[2]++;
        }
        out.put("charged", entries.stream().mapToLong(Entry::charged).sum());
        out.put("refunded", entries.stream().mapToLong(Entry::refunded).sum());
        ObjectNode byMerchant = out.putObject("byMerchant");
        totals.forEach((merchant, sums) -> byMerchant
                .putObject(merchant)
                .put("charged", sums[0])
                .put("refunded", sums[1])
                .put("payments", sums[2]));
        out.set("faults", waiting());
        return out;
    }

    private ArrayNode waiting() {
        ArrayNode out = Json.array();
        faults.waiting().forEach(order -> out.add(order.fault().wire()));
        return out;
    }

    private String state(Payment payment) {
        return payment.isExpired(clock.instant())
                ? "expired"
                : payment.state().name().toLowerCase(Locale.ROOT);
    }

    private Answer order(Request request) {
        JsonNode wanted = request.isForm() ? fromForm(request) : request.json();
        if (wanted.path("reset").booleanValue(false)) {
            faults.clear();
        }
        if (wanted.has("fault")) {
            GatewayFault fault = GatewayFault.of(wanted.path("fault").stringValue(""))
                    .orElseThrow(
                            () -> new HttpProblem(400, "The fault is unknown; the simulator's README lists them."));
            FaultOrder order = new FaultOrder(fault, delay(wanted), act(wanted));
            faults.add(order, Math.clamp(wanted.path("times").intValue(1), 1, 1000));
        }
        if (request.wantsHtml()) {
            return Answer.seeOther(PATH);
        }
        ObjectNode out = Json.object();
        out.set("faults", waiting());
        return Answer.json(200, out);
    }

    private static ObjectNode fromForm(Request request) {
        ObjectNode wanted = Json.object();
        if (request.form().first("reset").isPresent()) {
            return wanted.put("reset", true);
        }
        return wanted.put("fault", request.form().text("fault"))
                .put("times", request.form().number("times", 1, 1, 1000));
    }

    private static @Nullable Duration delay(JsonNode wanted) {
        try {
            return wanted.has("delay") ? Duration.parse(wanted.path("delay").stringValue("")) : null;
        } catch (DateTimeParseException e) {
            throw new HttpProblem(400, "delay is an ISO 8601 duration such as PT5S.");
        }
    }

    private static @Nullable Act act(JsonNode wanted) {
        Optional<String> on = Optional.ofNullable(wanted.path("on").stringValue(null));
        try {
            return on.map(name -> Act.valueOf(name.toUpperCase(Locale.ROOT))).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(
                    400, "on is one of create, charge, charge_stored_card, refund, cancel, read, window.");
        }
    }

    private Answer page(Request request, List<Entry> entries) {
        List<GatewayView.PaymentLine> lines = entries.stream()
                .limit(MOST_SHOWN)
                .map(entry -> GatewayView.PaymentLine.of(
                        entry.payment(), state(entry.payment()), entry.charged(), entry.refunded(), request.words()))
                .toList();
        List<WebhookQueue.Delivery> deliveries = database.transaction(tx -> webhooks.latest(tx, 30));
        GatewayView view = new GatewayView(
                entries.size(),
                GatewayView.sums(
                        entries.stream()
                                .map(entry -> new GatewayView.Sum(
                                        entry.payment().currency(), entry.charged(), entry.refunded()))
                                .toList(),
                        request.words()),
                lines,
                faults.waiting().stream().map(order -> order.fault().wire()).toList(),
                List.of(GatewayFault.values()).stream().map(GatewayFault::wire).toList(),
                deliveries.stream().map(GatewayView.DeliveryLine::of).toList());
        Page page = Page.of(request, request.words().say("gateway.title"));
        return pages.show(request, 200, "gateway", page, Map.of("view", view));
    }
}
