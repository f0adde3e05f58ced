package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.net.Outgoing;
import dk.bykassen.simulator.nexi.WebhookQueue.Delivery;
import dk.bykassen.simulator.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Carries webhooks to the portal: those of one payment in turn, those of different payments side by side. */
final class WebhookCourier implements AutoCloseable {

    private static final long POLL_MILLIS = 250;

    private final Database database;
    private final WebhookQueue queue;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> underway = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);

    WebhookCourier(Database database, WebhookQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    void start() {
        threads.submit(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                dispatch();
                news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
            return null;
        });
    }

    /** Something was queued just now. */
    void hurry() {
        news.release();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void dispatch() {
        for (String payment : database.transaction(tx -> queue.paymentsWithDue(tx, Instant.now()))) {
            if (underway.add(payment)) {
                threads.submit(() -> deliver(payment));
            }
        }
    }

    private void deliver(String payment) {
        try {
            // Read only now that this payment is ours: a list made before may hold what was just delivered.
            for (Delivery delivery : database.transaction(tx -> queue.due(tx, payment, Instant.now()))) {
                String answer = post(delivery);
                database.transaction(tx -> {
                    queue.note(tx, delivery, answer.equals("200"), answer);
                    return true;
                });
            }
        } catch (InterruptedException e) {
            // Stopping: what was not noted is delivered again after the next start, as a gateway would.
            Thread.currentThread().interrupt();
        } finally {
            underway.remove(payment);
        }
    }

    private static String post(Delivery delivery) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(delivery.url()))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", delivery.authorization())
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                .build();
        try {
            return Integer.toString(
                    Outgoing.client().send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }
}
