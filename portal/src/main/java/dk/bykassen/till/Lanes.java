package dk.bykassen.till;

import dk.bykassen.till.Overload.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a wave on this node, lane by lane, and which lane's turn is next. A lane that is ready stands in one row
 * with the others; a writer takes the first, is alone with it for one wave, and puts it back at the end. A lane nobody waits
 * in is forgotten. Everything here is done under one lock and in no time: what takes time is done by whoever has taken a lane.
 */
final class Lanes {

    /** How long a lane where nobody waits any more is remembered after a setback. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** When a node that stops is likely to have been followed by another. */
    private static final Duration FOLLOWED = Duration.ofSeconds(2);

    private final Bounds bounds;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Rest rest = new Rest(lock);

    private final Map<Ticket.Lane, LaneQueue> lanes = new HashMap<>();
    private final Queue<LaneQueue> ready = new ArrayDeque<>();
    private final Queue<LaneQueue> paused = new PriorityQueue<>((one, other) ->
            // Differences, because the clock's zero is anywhere.
            Long.signum(one.pausedUntil() - other.pausedUntil()));
    private final Outage outage = new Outage();
    private int waiting;
    /** Troubled lanes that are ready or taken. */
    private int tried;

    private boolean closed;
    private boolean abandoned;

    /**
     * @param room how many may wait in one lane
     * @param roomOfAll how many may wait in all of them
     * @param patience how long anybody waits
     * @param writers how many hands there are
     */
    record Bounds(int room, int roomOfAll, Duration patience, int writers) {

        /** So many writers at most stand at lanes that were troubled the last time; the others are for the other lanes. */
        int forTroubled() {
            return Math.max(1, writers / 2);
        }
    }

    /** @param clock as {@link System#nanoTime} */
    Lanes(Bounds bounds, LongSupplier clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    /** Lets the purchase in. @throws Overload at once when it would wait in vain */
    void enter(Ticket ticket) {
        lock.lock();
        try {
            long now = clock.getAsLong();
            LaneQueue known = lanes.get(ticket.lane());
            LaneQueue lane = known == null || isLongOver(known, now) ? new LaneQueue(ticket.lane(), now) : known;
            refuse(lane, now);
            boolean wakes = lane.isResting();
            lane.add(ticket);
            waiting++;
            if (wakes) {
                lanes.put(lane.lane(), lane);
                lineUp(lane);
                rest.callOne();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next lane, waiting for one. Whoever takes it puts it back.
     *
     * @return null when all is done and no more will come
     */
    @Nullable
    LaneQueue take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isDone()) {
                long now = clock.getAsLong();
                wake(now);
                LaneQueue lane = outage.nanosToWait(now) == 0 ? ready.peek() : null;
                if (lane == null) {
                    rest.take(nanosToWait(now));
                    continue;
                }
                lane.letIn(); // should there be no memory for it, the lane is still in the row
                ready.remove();
                outage.goes(lane);
                if (!ready.isEmpty() || !paused.isEmpty()) {
                    rest.callOne(); // somebody else looks after those
                }
                return lane;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts a lane back after a turn.
     *
     * @param settled how many purchases have had an answer
     * @param setback what a wave met; null when it met nothing, or there was none to be put
     */
    void putBack(LaneQueue lane, int settled, @Nullable Setback setback) {
        List<Ticket> left;
        lock.lock();
        try {
            long now = clock.getAsLong();
            if (lane.isTroubled()) {
                tried--;
            }
            boolean isBack = learn(lane, settled, setback, now);
            left = abandoned ? lane.empty() : List.of();
            waiting -= lane.count();
            if (!lane.isResting()) {
                lineUp(lane);
            } else if (lane.isTroubled()) {
                lanes.values().removeIf(other -> isLongOver(other, now));
            } else {
                lanes.remove(lane.lane());
            }
            if (isBack || isDone()) {
                rest.callAll();
            }
        } finally {
            lock.unlock();
        }
        left.forEach(Lanes::turnAway);
    }

    /** Takes nobody in any more; the writers end when those who wait have had their answers. */
    void close() {
        lock.lock();
        try {
            closed = true;
            rest.callAll();
        } finally {
            lock.unlock();
        }
    }

    /** Turns everybody away who is not before the database already; the writers end. */
    void abandon() {
        List<Ticket> left = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            abandoned = true;
            Stream.concat(ready.stream(), paused.stream()).forEach(lane -> {
                left.addAll(lane.empty());
                waiting -= lane.count();
            });
            rest.callAll();
        } finally {
            lock.unlock();
        }
        left.forEach(Lanes::turnAway);
    }

    int resting() {
        lock.lock();
        try {
            return rest.writers();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    boolean isAbandoned() {
        lock.lock();
        try {
            return abandoned;
        } finally {
            lock.unlock();
        }
    }

    /** How many purchases wait, those in waves under way included. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** In how many lanes people wait and nothing has been decided for longer than anybody's patience. */
    int stuck() {
        lock.lock();
        try {
            long now = clock.getAsLong();
            return (int) lanes.values().stream()
                    .filter(lane -> !lane.isResting() && isStuck(lane, now))
                    .count();
        } finally {
            lock.unlock();
        }
    }

    private void refuse(LaneQueue lane, long now) {
        if (closed) {
            throw new Overload(Reason.STOPPING, FOLLOWED);
        }
        if (lane.waiting() >= bounds.room() || isCrowdedFor(lane)) {
            throw new Overload(Reason.FULL, lane.ahead());
        }
        // In a stuck lane one may wait: its wave finds out whether the lane still is.
        if (lane.waiting() > 0 && isStuck(lane, now)) {
            throw new Overload(Reason.STUCK, bounds.patience());
        }
        if (lane.ahead().compareTo(bounds.patience()) > 0) {
            throw new Overload(Reason.SLOW, lane.ahead().minus(bounds.patience()));
        }
    }

    /** Half of the room is for whoever comes first; of the other half each lane has its share. */
    private boolean isCrowdedFor(LaneQueue lane) {
        int half = bounds.roomOfAll() / 2;
        return waiting >= bounds.roomOfAll() || waiting >= half && (long) lane.waiting() * lanes.size() >= half;
    }

    private boolean isStuck(LaneQueue lane, long now) {
        return now - lane.movedAt() > bounds.patience().toNanos() || outage.hasLasted(bounds.patience(), now);
    }

    /** Whether its last setback says nothing any more. */
    private static boolean isLongOver(LaneQueue lane, long now) {
        return lane.isResting() && now - lane.pausedUntil() > REMEMBERED.toNanos();
    }

    private void lineUp(LaneQueue lane) {
        (lane.isTroubled() ? paused : ready).add(lane);
    }

    /** Lanes whose pause is over get ready, as many as may be tried at a time. */
    private void wake(long now) {
        while (mayTryAnother() && paused.element().pausedUntil() - now <= 0) {
            tried++;
            ready.add(paused.remove());
        }
    }

    private boolean mayTryAnother() {
        return !paused.isEmpty() && tried < bounds.forTroubled();
    }

    private long nanosToWait(long now) {
        return Math.min(
                ready.isEmpty() ? Long.MAX_VALUE : outage.nanosToWait(now),
                mayTryAnother() ? paused.element().pausedUntil() - now : Long.MAX_VALUE);
    }

    /** @return whether a database that was away is back */
    private boolean learn(LaneQueue lane, int settled, @Nullable Setback setback, long now) {
        if (settled > 0) {
            lane.moved(settled, now);
        }
        if (setback == Setback.HELD || setback == Setback.CLASH) {
            lane.stepAside(now);
        }
        if (setback == Setback.AWAY) {
            outage.met(lane, now);
            return false;
        }
        if (settled == 0 && setback == null) {
            outage.learntNothing(lane);
            return false;
        }
        return outage.ends();
    }

    private boolean isDone() {
        return abandoned || closed && waiting == 0;
    }

    private static void turnAway(Ticket ticket) {
        ticket.answer().completeExceptionally(new Overload(Reason.STOPPING, FOLLOWED));
    }
}
