package dk.bykassen.card.press;

import com.sun.net.httpserver.HttpExchange;
import dk.bykassen.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The other side of the press's wire, as small as a test needs it: one card per order id, and what it is told to do wrong. */
public final class PressPeer implements AutoCloseable {

    /** Something to do wrong, once. */
    public enum Fault {
        /** Takes the order and never answers. */
        LOST_ANSWER,
        /** Never answers; nothing was done. */
        SILENT,
        ERROR500,
        NOT_JSON,
        NOT_FOUND,
        REFUSED_BY_STATUS
    }

    private static final String KEY = "press-key";

    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, JsonNode> orders = new ConcurrentHashMap<>();
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Wire wire = new Wire(this::handle);

    /** The portal's own client, speaking to this peer and losing patience soon. */
    public CardPress client() {
        return new HttpCardPress(json, wire.origin(), KEY, Duration.ofMillis(700));
    }

    public void order(Fault fault) {
        faults.add(fault);
    }

    /** From now on the order is sent, with that number. */
    public void make(String id, String number, String printed) {
        made.put(id, "\"state\":\"sent\",\"number\":\"" + number + "\",\"printed\":\"" + printed + "\"");
    }

    /** From now on the order is refused. */
    public void refuse(String id) {
        made.put(id, "\"state\":\"refused\",\"why\":\"no\"");
    }

    /** What was ordered, by order. */
    public Map<String, JsonNode> orders() {
        return orders;
    }

    /** Methods of the calls so far. */
    public List<String> heard() {
        return heard;
    }

    public void forget() {
        orders.clear();
    }

    @Override
    public void close() {
        wire.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        heard.add(exchange.getRequestMethod());
        byte[] body = exchange.getRequestBody().readAllBytes();
        String id = exchange.getRequestURI().getPath().replaceFirst("^/orders/", "");
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            Wire.say(exchange, 401, "{}");
            return;
        }
        Fault fault = faults.poll();
        boolean isPut = exchange.getRequestMethod().equals("PUT");
        if (isPut && (fault == null || fault == Fault.LOST_ANSWER)) {
            orders.putIfAbsent(id, json.readTree(body));
        }
        if (fault == Fault.SILENT || fault == Fault.LOST_ANSWER) {
            return;
        }
        if (fault != null) {
            switch (fault) {
                case ERROR500 -> Wire.say(exchange, 500, "{}");
                case NOT_JSON -> Wire.say(exchange, 200, "<html>");
                case NOT_FOUND -> Wire.say(exchange, 404, "{}");
                default -> Wire.say(exchange, 422, "{}");
            }
            return;
        }
        boolean isKnown = orders.containsKey(id);
        Wire.say(
                exchange,
                isKnown ? 200 : 404,
                "{\"id\":\"" + id + "\"," + made.getOrDefault(id, "\"state\":\"working\"") + "}");
    }
}
