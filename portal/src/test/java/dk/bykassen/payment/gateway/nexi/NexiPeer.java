package dk.bykassen.payment.gateway.nexi;

import com.sun.net.httpserver.HttpExchange;
import dk.bykassen.Wire;
import dk.bykassen.payment.gateway.GatewayAccess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The other side of Nexi's wire, as small as a test needs it: keeps books of its own, and does what it is told to do wrong.
 */
public final class NexiPeer implements AutoCloseable {

    public static final String SECRET = "test-secret-key";
    public static final String HOOK_SECRET = "HookSecret1234567890";

    /** What the portal may ask. */
    public enum Act {
        CREATE,
        READ,
        CHARGE,
        STATUS,
        CANCEL,
        TERMINATE
    }

    /** Something to do wrong, once. */
    public sealed interface Fault {
        /** The request is carried out and the line goes dead. */
        record LostAnswer() implements Fault {}

        /** The line goes dead and nothing was done. */
        record LostRequest() implements Fault {}

        /** Answers {@code status} with {@code body}; nothing was done. */
        record Says(int status, String body) implements Fault {}

        /** Never answers; nothing was done. */
        record Silent() implements Fault {}

        /** Does {@code first}, then answers as ever. */
        record After(Runnable first) implements Fault {}

        /** Carries the request out, then does {@code then}, then answers. */
        record Before(Runnable then) implements Fault {}
    }

    /** A payment in the peer's books. */
    public static final class Entry {
        public final String id = UUID.randomUUID().toString().replace("-", "");
        public final JsonNode request;
        public volatile long reserved;
        public volatile long charged;
        public volatile long cancelled;
        public volatile long refunded;
        public volatile boolean terminated;
        public volatile boolean storedCard;
        public volatile String lastFour = "4242";

        Entry(JsonNode request) {
            this.request = request;
        }

        public long amount() {
            return request.path("order").path("amount").asLong();
        }

        public String reference() {
            return request.path("order").path("reference").asString();
        }
    }

    private record Path(Act act, String method, Pattern pattern) {}

    private static final List<Path> PATHS = List.of(
            new Path(Act.CREATE, "POST", Pattern.compile("/v1/payments")),
            new Path(Act.READ, "GET", Pattern.compile("/v1/payments/([^/]+)")),
            new Path(Act.CANCEL, "POST", Pattern.compile("/v1/payments/([^/]+)/cancels")),
            new Path(Act.TERMINATE, "PUT", Pattern.compile("/v1/payments/([^/]+)/terminate")),
            new Path(Act.CHARGE, "POST", Pattern.compile("/v1/unscheduledsubscriptions/([^/]+)/charges")),
            new Path(Act.STATUS, "GET", Pattern.compile("/v1/unscheduledsubscriptions/([^/]+)/charges/status")));

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Entry> books = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> charges = new ConcurrentHashMap<>();
    private final Map<Act, ConcurrentLinkedQueue<Fault>> faults = new ConcurrentHashMap<>();
    private final List<Act> calls = Collections.synchronizedList(new ArrayList<>());
    private final Wire wire = new Wire(this::answer);
    /** The issuer's code for the next charges of stored cards; null approves. */
    public volatile String refusal;

    public volatile Runnable onCall = () -> {};

    public GatewayAccess access() {
        return new GatewayAccess(URI.create(wire.origin() + "/v1"), wire.origin(), SECRET, HOOK_SECRET);
    }

    /** The next {@code act} goes wrong. */
    public void next(Act act, Fault fault) {
        faults.computeIfAbsent(act, key -> new ConcurrentLinkedQueue<>()).add(fault);
    }

    public long count(Act act) {
        return calls.stream().filter(act::equals).count();
    }

    public List<Entry> entries() {
        return List.copyOf(books.values());
    }

    public Entry only() {
        if (books.size() != 1) {
            throw new AssertionError("expected one payment at the gateway, found " + books.size());
        }
        return books.values().iterator().next();
    }

    /** The customer fills in a good card and presses the button. */
    public void pay(Entry entry) {
        pay(entry, entry.amount());
    }

    public void pay(Entry entry, long amount) {
        if (entry.terminated) {
            throw new AssertionError("the window is closed");
        }
        entry.reserved = amount;
        entry.charged = amount;
        entry.storedCard = entry.request.has("unscheduledSubscription");
    }

    /** All the money the gateway has taken, less what it gave back. */
    public long taken() {
        return books.values().stream()
                .mapToLong(entry -> entry.charged - entry.refunded)
                .sum();
    }

    @Override
    public void close() {
        wire.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        for (Path known : PATHS) {
            Matcher matcher = known.pattern.matcher(path);
            if (known.method.equals(exchange.getRequestMethod()) && matcher.matches()) {
                calls.add(known.act);
                onCall.run();
                String id = matcher.groupCount() == 0 ? "" : matcher.group(1);
                act(exchange, known.act, id, body.length == 0 ? json.createObjectNode() : json.readTree(body));
                return;
            }
        }
        say(exchange, 404, "{}");
    }

    private void act(HttpExchange exchange, Act act, String id, JsonNode body) throws IOException {
        var queue = faults.get(act);
        Fault fault = queue == null ? null : queue.poll();
        switch (fault) {
            case Fault.LostRequest lost -> exchange.close();
            case Fault.Says(int status, String text) -> say(exchange, status, text);
            case Fault.Silent silent -> {}
            case Fault.LostAnswer lost -> {
                carryOut(exchange, act, id, body);
                exchange.close();
            }
            case Fault.After(Runnable first) -> {
                first.run();
                say(exchange, carryOut(exchange, act, id, body));
            }
            case Fault.Before(Runnable then) -> {
                Reply reply = carryOut(exchange, act, id, body);
                then.run();
                say(exchange, reply);
            }
            case null -> say(exchange, carryOut(exchange, act, id, body));
        }
    }

    private record Reply(int status, String body) {}

    private Reply carryOut(HttpExchange exchange, Act act, String id, JsonNode body) {
        if (!SECRET.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Reply(401, "{}");
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        return switch (act) {
            case CREATE -> create(body);
            case READ -> books.containsKey(id) ? new Reply(200, read(books.get(id))) : new Reply(404, "{}");
            case CHARGE -> charge(key, body);
            case STATUS ->
                charges.containsKey(key) ? new Reply(200, charges.get(key).toString()) : new Reply(404, "{}");
            case CANCEL -> cancel(books.get(id), body.path("amount").asLong());
            case TERMINATE -> terminate(books.get(id));
        };
    }

    private Reply create(JsonNode body) {
        Entry entry = new Entry(body);
        books.put(entry.id, entry);
        ObjectNode answer = json.createObjectNode().put("paymentId", entry.id);
        answer.put("hostedPaymentPageUrl", access().windowOrigin() + "/window?paymentId=" + entry.id);
        return new Reply(201, answer.toString());
    }

    private Reply charge(String key, JsonNode body) {
        ObjectNode kept = charges.computeIfAbsent(key, fresh -> {
            ObjectNode node = json.createObjectNode();
            Entry entry = new Entry(body);
            books.put(entry.id, entry);
            if (refusal != null) {
                return node.put("status", "Failed")
                        .put("message", "No")
                        .put("code", refusal)
                        .put("source", "Issuer");
            }
            entry.reserved = entry.amount();
            entry.charged = entry.amount();
            return node.put("status", "Succeeded").put("paymentId", entry.id).put("chargeId", "c" + entry.id);
        });
        return new Reply(kept.path("status").asString().equals("Failed") ? 402 : 202, kept.toString());
    }

    private Reply cancel(Entry entry, long amount) {
        if (entry == null || entry.charged > 0 || entry.reserved != amount) {
            return new Reply(400, "{\"errors\":{}}");
        }
        entry.cancelled = amount;
        return new Reply(204, "");
    }

    private Reply terminate(Entry entry) {
        if (entry == null) {
            return new Reply(404, "{}");
        }
        if (entry.reserved > 0) {
            return new Reply(400, "{\"errors\":{}}");
        }
        entry.terminated = true;
        return new Reply(204, "");
    }

    private String read(Entry entry) {
        ObjectNode root = json.createObjectNode();
        ObjectNode payment = root.putObject("payment").put("paymentId", entry.id);
        payment.putObject("summary")
                .put("reservedAmount", entry.reserved)
                .put("chargedAmount", entry.charged)
                .put("refundedAmount", entry.refunded)
                .put("cancelledAmount", entry.cancelled);
        payment.putObject("orderDetails")
                .put("amount", entry.amount())
                .put("currency", entry.request.path("order").path("currency").asString())
                .put("reference", entry.reference());
        boolean used = entry.reserved > 0 || entry.storedCard;
        ObjectNode details = payment.putObject("paymentDetails");
        if (used) {
            details.put("paymentType", "CARD").put("paymentMethod", "Visa");
            details.putObject("cardDetails")
                    .put("maskedPan", "424242******" + entry.lastFour)
                    .put("expiryDate", "0830");
        }
        if (entry.charged > 0) {
            payment.putArray("charges").addObject().put("chargeId", "c" + entry.id);
        }
        if (entry.storedCard) {
            payment.putObject("unscheduledSubscription").put("unscheduledSubscriptionId", "s" + entry.id);
        }
        if (entry.terminated) {
            payment.put("terminated", "2026-11-21T11:00:00+00:00");
        }
        return root.toString();
    }

    private static void say(HttpExchange exchange, Reply reply) throws IOException {
        say(exchange, reply.status(), reply.body());
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        Wire.say(exchange, status, body);
    }
}
