package dk.bykassen.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The least of a portal that a till and a scenario can talk to, kept in memory. */
public final class PretendPortal implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final Map<String, Long> balances = new HashMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private int purchases;
    private long purchasesAmount;
    private boolean forgetful;
    private int status = 200;

    public PretendPortal() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
        balances.put("5C1A77E0", 20000L);
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The keys file the demo would write. */
    public Path keys(Path folder) throws IOException {
        return Files.writeString(folder.resolve("demo-keys.json"), """
                {"tills":[{"tenant":"fjordby","unit":"Fjordskolens kantine","id":"till-1","key":"key-1"}],
                 "people":[],"chips":[{"tenant":"fjordby","card":"5C1A77E0","name":"Karen Holm"}]}""");
    }

    /** From now on a repeated purchase is posted again: the mistake a proof must find. */
    public synchronized void forgetWhatWasDecided() {
        forgetful = true;
    }

    public synchronized void answerEverythingWith(int newStatus) {
        status = newStatus;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        ObjectNode answer = JSON.createObjectNode();
        int code;
        synchronized (this) {
            code = status == 200 ? answer(exchange, path, body, answer) : problem(answer, status);
        }
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int answer(HttpExchange exchange, String path, String body, ObjectNode answer) {
        if (path.equals("/demo/pupils")) {
            return pupils(JSON.readTree(body).path("count").intValue(), answer);
        }
        if (path.equals("/demo/books")) {
            answer.put("trialBalance", 0).put("accounts", balances.size()).putArray("differences");
            answer.put("gatewayCharged", 0).put("purchases", purchases).put("purchasesAmount", purchasesAmount);
            return 200;
        }
        boolean known = "Bearer key-1".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && exchange.getRequestHeaders().getFirst("Host").startsWith("fjordby.localhost:");
        if (!known) {
            return problem(answer, 401);
        }
        if (path.startsWith("/api/v1/cards/")) {
            answer.put("balance", balances.get(path.substring(path.lastIndexOf('/') + 1)));
            return 200;
        }
        if (path.endsWith("/reversal")) {
            return reverse(path.split("/")[4], JSON.readTree(body), answer);
        }
        return buy(exchange, JSON.readTree(body), body, answer);
    }

    private int pupils(int count, ObjectNode answer) {
        var chips = answer.putArray("chips");
        for (int i = 0; i < count; i++) {
            String card = "A%07X".formatted(i);
            chips.addObject().put("card", card).put("balance", balances.computeIfAbsent(card, name -> 30000L));
        }
        answer.putArray("blocked").add("BLOCKED1");
        return 200;
    }

    private int buy(HttpExchange exchange, JsonNode purchase, String body, ObjectNode answer) {
        String id = purchase.path("id").stringValue();
        if (body.equals(bodies.get(id)) && !forgetful) {
            exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
            answer.setAll((ObjectNode) JSON.readTree(answers.get(id)));
            return 200;
        }
        String card = purchase.path("card").stringValue();
        long total = purchase.path("total").longValue();
        Long balance = balances.get(card);
        String reason = card.equals("BLOCKED1")
                ? "card_blocked"
                : balance == null ? "unknown_card" : balance < total ? "insufficient_funds" : null;
        if (reason == null) {
            balances.put(card, balance - total);
            purchases++;
            purchasesAmount += total;
        }
        answer.put("id", id)
                .put("result", reason == null ? "approved" : "declined")
                .put("reason", reason);
        answer.put("balance", balances.get(card)).put("currency", "DKK");
        bodies.put(id, body);
        answers.put(id, JSON.writeValueAsString(answer));
        return 200;
    }

    private int reverse(String id, JsonNode reversal, ObjectNode answer) {
        String card = JSON.readTree(bodies.get(id)).path("card").stringValue();
        balances.merge(card, reversal.path("amount").longValue(), Long::sum);
        answer.put("id", reversal.path("id").stringValue())
                .put("balance", balances.get(card))
                .put("currency", "DKK");
        return 200;
    }

    private static int problem(ObjectNode answer, int code) {
        answer.put("title", "Refused").put("detail", "Says the portal.");
        return code;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
