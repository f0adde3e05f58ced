package dk.bykassen.till;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;

/**
 * Those who wait in one lane, first come first served. {@link Lanes} guards it, and hands it to one writer at a time: the
 * line and the waves to be put again are that writer's alone.
 */
final class LaneQueue {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Ticket.Lane lane;
    private final Queue<Ticket> arrivals = new ArrayDeque<>();
    private final List<Ticket> line = new LinkedList<>();
    private final Deque<Wave> again = new ArrayDeque<>();

    private boolean resting = true;
    private int waiting;
    private int setbacks;
    private long movedAt;
    private long pausedUntil;
    private long nanosEach;

    /** @param now as {@link System#nanoTime} tells it; so are all times here */
    LaneQueue(Ticket.Lane lane, long now) {
        this.lane = lane;
        this.movedAt = now;
    }

    Ticket.Lane lane() {
        return lane;
    }

    /** How many wait, those included whose wave is under way. */
    int waiting() {
        return waiting;
    }

    /** Whether nobody waits and no writer has it. */
    boolean isResting() {
        return resting;
    }

    /** Whether its last wave met a setback of the lane's own. */
    boolean isTroubled() {
        return setbacks > 0;
    }

    /** Since when nothing has been decided. */
    long movedAt() {
        return movedAt;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    /** How long it takes, at its recent pace, until all who wait now have been decided. */
    Duration ahead() {
        return Duration.ofNanos(waiting * nanosEach);
    }

    void add(Ticket ticket) {
        arrivals.add(ticket);
        waiting++;
        resting = false;
    }

    /** For the writer who takes the lane now. */
    void letIn() {
        line.addAll(arrivals);
        arrivals.clear();
    }

    /** The next wave, perhaps an empty one; who has given up waiting is in none. */
    Wave next() {
        while (!again.isEmpty()) {
            Wave wave = again.remove().stillWaiting();
            if (!wave.isEmpty()) {
                return wave;
            }
        }
        List<Ticket> wave = new ArrayList<>();
        Set<Long> purses = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        Iterator<Ticket> inLine = line.iterator();
        while (inLine.hasNext() && wave.size() < Wave.MOST) {
            Ticket ticket = inLine.next();
            if (!ticket.isWaiting()) {
                inLine.remove();
            } else if (ids.add(ticket.purchase().id())
                    // Not "&&": whoever comes later with this purse or this id must not get in before this one.
                    & (ticket.purse() == null || purses.add(ticket.purse()))) {
                wave.add(ticket);
                inLine.remove();
            }
        }
        return new Wave(wave, 0);
    }

    /** Puts what is left of a wave before everybody else. */
    void putAgain(List<Wave> waves) {
        waves.reversed().forEach(again::addFirst);
    }

    /** A wave has got its answers. */
    void moved(int decided, long now) {
        // A wave that took all who had been let in could have taken more.
        boolean hadRoom = line.isEmpty() && again.isEmpty();
        // How long somebody held the lane says nothing of its pace.
        long from = isTroubled() ? pausedUntil : movedAt;
        long latest = (now - from) / (hadRoom ? Wave.MOST : decided);
        nanosEach = nanosEach == 0 ? latest : (3 * nanosEach + latest) / 4;
        movedAt = now;
        setbacks = 0;
    }

    /** Steps aside by itself, each time a little longer. */
    void stepAside(long now) {
        long pause = FIRST_PAUSE.toNanos() << Math.min(setbacks++, 10);
        pausedUntil = now + Math.min(pause, LONGEST_PAUSE.toNanos());
    }

    /** The writer gives the lane back. @return how many fewer wait now */
    int count() {
        int before = waiting;
        waiting = arrivals.size()
                + line.size()
                + again.stream().mapToInt(Wave::size).sum();
        resting = waiting == 0;
        return before - waiting;
    }

    /** Takes out everybody who waits; whose wave is under way is not among them. */
    List<Ticket> empty() {
        List<Ticket> all = new ArrayList<>();
        again.forEach(wave -> all.addAll(wave.tickets()));
        all.addAll(line);
        all.addAll(arrivals);
        again.clear();
        line.clear();
        arrivals.clear();
        return all;
    }
}
