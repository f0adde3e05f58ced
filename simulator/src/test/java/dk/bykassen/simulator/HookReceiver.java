package dk.bykassen.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's webhook address: keeps what arrives, answers what it is told. */
public final class HookReceiver implements AutoCloseable {

    /** One arrival. */
    public record Hook(String host, String authorization, JsonNode body) {

        public String event() {
            return body.path("event").stringValue();
        }
    }

    private final HttpServer server;
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final Deque<Integer> statuses = new ArrayDeque<>();

    public HookReceiver() throws IOException {
        this(0);
    }

    public HookReceiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/hooks/nexi", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status;
            synchronized (statuses) {
                status = statuses.isEmpty() ? 200 : statuses.pop();
            }
            hooks.add(new Hook(
                    exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    JsonMapper.shared().readTree(body)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The next arrivals are answered so, later ones with 200. */
    public void answerNextWith(Integer... next) {
        synchronized (statuses) {
            statuses.addAll(List.of(next));
        }
    }

    public List<Hook> hooks() {
        return List.copyOf(hooks);
    }

    public List<String> events() {
        return hooks.stream().map(Hook::event).toList();
    }

    public void forget() {
        hooks.clear();
    }

    /** Waits until so many have arrived; a minute is only there to end a broken test. */
    public List<Hook> await(int number) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (hooks.size() < number && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        if (hooks.size() < number) {
            throw new AssertionError("Waited for " + number + " webhooks, got " + events());
        }
        return hooks();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
