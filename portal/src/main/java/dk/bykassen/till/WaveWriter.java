package dk.bykassen.till;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one hand that writes its lanes' purses on this node. While a wave is being decided the next one gathers; a purse that
 * comes twice waits for the next wave, and so does an id.
 *
 * <p>A wave can be put to the database again at any time, because a purchase is decided once under its id: after a lost
 * connection the answer is simply asked for again.
 */
final class WaveWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WaveWriter.class);
    private static final int WAVE = 256;
    private static final int ATTEMPTS = 3;
    private static final long LISTEN_MILLIS = 200;
    private static final long PAUSE_MILLIS = 200;

    private final WaveCall call;
    private final BlockingQueue<Ticket> arrivals;
    private final LinkedList<Ticket> waiting = new LinkedList<>();
    private volatile boolean stopping;

    WaveWriter(WaveCall call, int room) {
        this.call = call;
        this.arrivals = new ArrayBlockingQueue<>(room);
    }

    /** Takes the ticket, or says at once that there is no room. */
    boolean offer(Ticket ticket) {
        return !stopping && arrivals.offer(ticket);
    }

    int length() {
        return arrivals.size();
    }

    /** Decides what has arrived, then ends. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (gather()) {
                List<Ticket> wave = nextWave();
                if (!wave.isEmpty()) {
                    decide(wave);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopping = true;
            arrivals.drainTo(waiting);
            waiting.forEach(ticket -> ticket.answer().completeExceptionally(new Overload()));
        }
    }

    private boolean gather() throws InterruptedException {
        if (waiting.isEmpty()) {
            Ticket first = arrivals.poll(LISTEN_MILLIS, TimeUnit.MILLISECONDS);
            if (first == null) {
                return !stopping || !arrivals.isEmpty();
            }
            waiting.add(first);
        }
        arrivals.drainTo(waiting);
        return true;
    }

    /** Takes from those who wait, first come first served, the ones that can go together with the very first. */
    private List<Ticket> nextWave() {
        List<Ticket> wave = new ArrayList<>();
        Set<Long> purses = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        Iterator<Ticket> line = waiting.iterator();
        while (line.hasNext() && wave.size() < WAVE) {
            Ticket ticket = line.next();
            if (!ticket.isWaiting()) {
                line.remove();
            } else if ((wave.isEmpty() || ticket.lane().equals(wave.getFirst().lane()))
                    && !ids.contains(ticket.purchase().id())
                    && (ticket.purse() == null || purses.add(ticket.purse()))) {
                ids.add(ticket.purchase().id());
                wave.add(ticket);
                line.remove();
            }
        }
        return wave;
    }

    private void decide(List<Ticket> wave) throws InterruptedException {
        List<Ticket> open = wave;
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            try {
                List<Decision> decisions = call.decide(open.getFirst().lane(), open);
                for (int i = 0; i < open.size(); i++) {
                    open.get(i).answer().complete(decisions.get(i));
                }
                return;
            } catch (SQLException failure) {
                Setback setback = Setback.of(failure);
                LOG.warn("a wave of {} met {} ({})", open.size(), setback, failure.getSQLState());
                if (setback == Setback.AWAY) {
                    Thread.sleep(attempt == 1 ? 0 : PAUSE_MILLIS);
                } else if (setback == Setback.FAULT || attempt >= ATTEMPTS) {
                    oneByOne(open, setback, failure);
                    return;
                }
            } catch (RuntimeException failure) {
                LOG.error("a wave of {} failed", open.size(), failure);
                oneByOne(open, Setback.FAULT, failure);
                return;
            }
            open = open.stream().filter(Ticket::isWaiting).toList();
        }
    }

    /** One that cannot be decided must not take the others of its wave with it. */
    private void oneByOne(List<Ticket> wave, Setback setback, Exception failure) throws InterruptedException {
        if (wave.size() > 1) {
            for (Ticket ticket : wave) {
                decide(List.of(ticket));
            }
        } else if (setback == Setback.CLASH) {
            wave.getFirst().answer().completeExceptionally(new Overload());
        } else {
            wave.getFirst().answer().completeExceptionally(failure);
        }
    }
}
