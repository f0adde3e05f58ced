package dk.bykassen.till;

import com.zaxxer.hikari.HikariDataSource;
import dk.bykassen.till.Overload.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings purchases that arrive together before the database together. On this node a lane (tenant and stripe) is in the
 * hands of one writer at a time; nodes are kept apart by the stripe's lock in the database.
 */
@Component
class PurchaseWaves implements SmartLifecycle {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
    /** After somebody's time is over: by then the lane has had another turn or is known to be stuck. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final WaveCall call;
    private final Lanes.Bounds bounds;
    private final WaveMeters meters;
    private final Patience patience;
    private final List<Thread> writers = new ArrayList<>();
    private volatile Lanes lanes;

    /** As many writers as there are connections for waves. */
    @Autowired
    PurchaseWaves(
            @Qualifier("tillDataSource") HikariDataSource waves,
            InstantSource clock,
            JsonMapper json,
            MeterRegistry meters,
            @Value("${bykassen.till.room:2000}") int room,
            @Value("${bykassen.till.room-of-all:20000}") int roomOfAll,
            @Value("${bykassen.till.patience:8s}") Duration patience) {
        this(
                new WaveCall(waves, clock, json),
                new Lanes.Bounds(room, roomOfAll, patience, waves.getMaximumPoolSize()),
                meters);
    }

    PurchaseWaves(WaveCall call, Lanes.Bounds bounds, MeterRegistry meters) {
        this.call = call;
        this.bounds = bounds;
        this.lanes = new Lanes(bounds, System::nanoTime);
        lanes.close();
        this.meters = new WaveMeters(meters, () -> lanes);
        this.patience = new Patience(bounds.patience(), this::late);
    }

    /**
     * Waits until the purchase is decided and durable.
     *
     * @throws Overload when that takes too long, or would
     * @throws IllegalStateException when the database refuses this very purchase
     */
    Decision decide(Ticket ticket) {
        try {
            return decideLater(ticket).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ticket.answer().cancel(false);
            throw late();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Overload overload) {
                throw overload;
            }
            throw new IllegalStateException("a purchase could not be decided", e.getCause());
        }
    }

    /** As {@link #decide} without waiting: what it would throw for want of time is what this fails with, now or then. */
    CompletableFuture<Decision> decideLater(Ticket ticket) {
        try {
            lanes.enter(ticket);
        } catch (Overload refused) {
            meters.refused(refused.reason());
            return CompletableFuture.failedFuture(refused);
        }
        patience.endsFor(ticket.answer());
        return ticket.answer();
    }

    @Override
    public synchronized void start() {
        Lanes open = new Lanes(bounds, System::nanoTime);
        for (int i = 0; i < bounds.writers(); i++) {
            writers.add(Thread.ofPlatform().name("till-writer-" + i).start(new WaveWriter(call, open, meters)));
        }
        lanes = open;
    }

    /** What has arrived is decided; who is not by the end of the time is asked to come back. */
    @Override
    public synchronized void stop() {
        lanes.close();
        long until = System.nanoTime() + STOP_WITHIN.toNanos();
        try {
            for (Thread writer : writers) {
                writer.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.abandon();
        writers.forEach(Thread::interrupt);
        writers.clear();
    }

    @Override
    public boolean isRunning() {
        return !lanes.isClosed();
    }

    /** Stops after the web server has answered its last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    private Overload late() {
        meters.refused(Reason.LATE);
        return new Overload(Reason.LATE, SOON);
    }
}
