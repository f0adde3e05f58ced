package dk.bykassen.till;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where writers are who have nothing to do. The last to rest is the first to be called: what its connection's server process
 * needs for a wave is still near the processor, while one that rested long has to fetch it anew. All of it under the lanes'
 * lock; whoever comes back looks for itself what there is to do.
 */
final class Rest {

    private final ReentrantLock lock;
    private final Deque<Condition> writers = new ArrayDeque<>();

    Rest(ReentrantLock lock) {
        this.lock = lock;
    }

    /** Returns when called, or when the time is over. */
    void take(long nanos) throws InterruptedException {
        Condition called = lock.newCondition();
        writers.push(called);
        try {
            called.awaitNanos(nanos);
        } finally {
            writers.remove(called);
        }
    }

    void callOne() {
        Condition last = writers.poll();
        if (last != null) {
            last.signal();
        }
    }

    void callAll() {
        writers.forEach(Condition::signal);
    }

    int writers() {
        return writers.size();
    }
}
