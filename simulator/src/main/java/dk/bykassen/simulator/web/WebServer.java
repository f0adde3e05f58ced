package dk.bykassen.simulator.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The JDK's HTTP server on loopback, one virtual thread per request. */
public final class WebServer implements AutoCloseable {

    /** The largest body anyone may send: 64 KB. */
    static final int MOST_BYTES = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Router router;
    private final Pages pages;

    /**
     * Binds the port; {@link #start} begins to answer.
     *
     * @param port 0 for any free one
     * @throws BindException when the port is taken
     */
    public WebServer(int port, Router router, Pages pages) throws IOException {
        // Without it each small answer waits for the other side's delayed acknowledgement, some 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Longer than any client keeps a connection, so that none posts a charge into one that is just being closed.
        System.setProperty("sun.net.httpserver.idleInterval", "600");
        this.router = router;
        this.pages = pages;
        this.server = bind(port);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (BindException e) {
            throw new BindException("Port " + port + " is already in use, so the simulator cannot start.");
        }
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (answer(exchange)) {
                case Answer.Response response -> send(exchange, response);
                case Answer.Silence silence -> Thread.sleep(silence.hold());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        Request request =
                new Request(exchange.getRequestMethod(), path, query, exchange.getRequestHeaders(), body, Map.of());
        try {
            if (body.length > MOST_BYTES) {
                throw new HttpProblem(413, "A body may hold 64 KB at most.");
            }
            Router.Match match = router.find(request.method(), path);
            Request routed =
                    new Request(request.method(), path, query, exchange.getRequestHeaders(), body, match.pathValues());
            return match.handler().handle(routed);
        } catch (HttpProblem e) {
            return pages.problem(request, e.status(), e.sentence());
        } catch (Json.MalformedJson e) {
            return pages.problem(request, 400, e.sentence());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            e.printStackTrace();
            return pages.problem(request, 500, "The simulator has stumbled; its log says where.");
        }
    }

    private static void send(HttpExchange exchange, Answer.Response response) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        response.headers().forEach(headers::set);
        byte[] body = response.body();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), body.length == 0 || head ? -1 : body.length);
        if (body.length > 0 && !head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
