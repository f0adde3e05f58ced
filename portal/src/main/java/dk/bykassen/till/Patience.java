package dk.bykassen.till;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Ends the waiting of whoever's time is over. All are looked after together, now and then while anybody waits: a timer for
 * each of ten thousand a second would wake a thread for each, which was more than a tenth of what a purchase cost the portal.
 */
final class Patience {

    private static final int LOOKS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final long patience;
    private final Supplier<? extends Throwable> late;
    private final LongSupplier clock;
    private final Executor soon;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean looks = new AtomicBoolean();

    private record Waiting(CompletableFuture<?> answer, long until) {}

    /**
     * @param patience how long anybody waits; whoever waits longer hears of it at most a tenth of a second later
     * @param late what they hear
     */
    Patience(Duration patience, Supplier<? extends Throwable> late) {
        this(
                patience,
                late,
                System::nanoTime,
                CompletableFuture.delayedExecutor(
                        Math.max(1, Math.min(patience.toMillis() / LOOKS, LONGEST_PAUSE.toMillis())),
                        TimeUnit.MILLISECONDS));
    }

    /** @param clock as {@link System#nanoTime} @param soon runs what it is given after a little while, on another thread */
    Patience(Duration patience, Supplier<? extends Throwable> late, LongSupplier clock, Executor soon) {
        this.patience = patience.toNanos();
        this.late = late;
        this.clock = clock;
        this.soon = soon;
    }

    /** Fails the answer when it is not there in time. */
    void endsFor(CompletableFuture<?> answer) {
        waiting.add(new Waiting(answer, clock.getAsLong() + patience));
        lookSoon();
    }

    /** How many are looked after, those included who have just had their answer. */
    int watched() {
        return waiting.size();
    }

    private void lookSoon() {
        if (!looks.get() && looks.compareAndSet(false, true)) {
            soon.execute(this::look);
        }
    }

    private void look() {
        try {
            long now = clock.getAsLong();
            waiting.removeIf(one -> isOver(one, now));
        } finally {
            looks.set(false);
            if (!waiting.isEmpty()) {
                lookSoon();
            }
        }
    }

    private boolean isOver(Waiting one, long now) {
        return one.answer().isDone() || now - one.until() >= 0 && one.answer().completeExceptionally(late.get());
    }
}
