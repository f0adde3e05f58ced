package dk.bykassen.bench;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Purchases that arrive by themselves, however long the ones before take: at random, so many a second on average. One that
 * finds no connection free waits for one, and its time is counted from when it should have been sent.
 */
final class OpenLoop implements Pace {

    private final Executor loop;
    private final Collection<HttpCaller> callers;
    private final Deque<HttpCaller> idle;
    private final Deque<Long> waiting = new ArrayDeque<>();
    private boolean over;

    /** @param loop the generator's thread */
    OpenLoop(Executor loop, Collection<HttpCaller> callers) {
        this.loop = loop;
        this.callers = callers;
        this.idle = new ArrayDeque<>();
    }

    /** Sends them off until {@code until}; the caller's thread keeps the time. */
    void run(double perSecond, long seed, long until) {
        loop.execute(() -> idle.addAll(callers));
        var random = new SplittableRandom(seed);
        double due = System.nanoTime();
        while (true) {
            due += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
            long when = (long) due;
            if (when >= until) {
                break;
            }
            for (long left = when - System.nanoTime(); left > 0; left = when - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            loop.execute(() -> arrive(when));
        }
        loop.execute(this::end);
    }

    private void arrive(long when) {
        HttpCaller caller = idle.poll();
        if (caller == null) {
            waiting.add(when);
        } else {
            caller.ask(when);
        }
    }

    @Override
    public void free(HttpCaller caller) {
        Long when = waiting.poll();
        if (when != null) {
            caller.ask(when);
        } else if (over) {
            caller.finish();
        } else {
            idle.add(caller);
        }
    }

    private void end() {
        over = true;
        idle.forEach(HttpCaller::finish);
    }
}
