package dk.bykassen.till;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings purchases that arrive together before the database together. Each lane (tenant and stripe) has one writer on this
 * node; nodes are kept apart by the stripe's lock in the database.
 */
@Component
class PurchaseWaves implements SmartLifecycle {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    private final WaveCall call;
    private final int count;
    private final int room;
    private final Duration patience;
    private volatile List<WaveWriter> writers = List.of();
    private final List<Thread> threads = new ArrayList<>();

    PurchaseWaves(
            @Qualifier("tillDataSource") DataSource waves,
            InstantSource clock,
            JsonMapper json,
            MeterRegistry meters,
            @Value("${bykassen.till.writers:2}") int count,
            @Value("${bykassen.till.queue:2000}") int room,
            @Value("${bykassen.till.patience:8s}") Duration patience) {
        this.call = new WaveCall(waves, clock, json);
        this.count = count;
        this.room = room;
        this.patience = patience;
        Gauge.builder("bykassen.till.waiting", this, PurchaseWaves::waiting)
                .description("Purchases that wait for their wave")
                .register(meters);
    }

    /** Waits until the purchase is decided and durable. @throws Overload when that takes too long or too many wait */
    Decision decide(Ticket ticket) {
        if (!writerOf(ticket).offer(ticket)) {
            throw new Overload();
        }
        try {
            return ticket.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            ticket.answer().cancel(false);
            throw new Overload();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ticket.answer().cancel(false);
            throw new Overload();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Overload overload) {
                throw overload;
            }
            throw new IllegalStateException("a purchase could not be decided", e.getCause());
        }
    }

    /** As {@link #decide} without waiting: fails with {@link Overload} or {@link TimeoutException} instead. */
    CompletableFuture<Decision> decideLater(Ticket ticket) {
        try {
            return writerOf(ticket).offer(ticket)
                    ? ticket.answer().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    : CompletableFuture.failedFuture(new Overload());
        } catch (Overload e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public synchronized void start() {
        List<WaveWriter> fresh = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var writer = new WaveWriter(call, room);
            threads.add(Thread.ofPlatform().name("till-writer-" + i).start(writer));
            fresh.add(writer);
        }
        writers = List.copyOf(fresh);
    }

    @Override
    public synchronized void stop() {
        writers.forEach(WaveWriter::stop);
        long until = System.nanoTime() + STOP_WITHIN.toNanos();
        try {
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
        writers = List.of();
    }

    @Override
    public boolean isRunning() {
        return !writers.isEmpty();
    }

    /** Stops after the web server has answered its last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    private int waiting() {
        return writers.stream().mapToInt(WaveWriter::length).sum();
    }

    private WaveWriter writerOf(Ticket ticket) {
        List<WaveWriter> running = writers;
        if (running.isEmpty()) {
            throw new Overload();
        }
        Ticket.Lane lane = ticket.lane();
        return running.get((lane.tenant() * Stripes.COUNT + lane.stripe()) % running.size());
    }
}
