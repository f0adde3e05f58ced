package dk.bykassen.till;

import dk.bykassen.till.Overload.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A hand that takes lane after lane and decides one wave of each. Whatever happens to a wave, the hand goes on. */
final class WaveWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WaveWriter.class);

    private final WaveCall call;
    private final Lanes lanes;
    private final WaveMeters meters;

    WaveWriter(WaveCall call, Lanes lanes, WaveMeters meters) {
        this.call = call;
        this.lanes = lanes;
        this.meters = meters;
    }

    @Override
    public void run() {
        while (!lanes.isAbandoned()) {
            try {
                LaneQueue lane = lanes.take();
                if (lane == null) {
                    return;
                }
                serve(lane);
            } catch (InterruptedException e) {
                LOG.debug("interrupted"); // at a stop whose time is over; else it means nothing
            } catch (Throwable failure) {
                LOG.error("a writer stumbled", failure);
            }
        }
    }

    /** Puts one wave to the database; meanwhile the next one gathers. */
    private void serve(LaneQueue lane) {
        int settled = 0;
        Setback setback = Setback.CLASH; // should it not even come to a wave, the lane is tried again
        try {
            Wave wave = lane.next();
            Throwable failure = wave.isEmpty() ? null : put(lane.lane(), wave);
            setback = failure == null ? null : Setback.of(failure);
            settled = failure == null ? wave.size() : recover(lane, wave, Setback.of(failure), failure);
        } finally {
            lanes.putBack(lane, settled, setback);
        }
    }

    /** @return what went wrong; null when all of the wave have their answers */
    private @Nullable Throwable put(Ticket.Lane lane, Wave wave) {
        long from = System.nanoTime();
        try {
            List<Decision> decisions = call.decide(lane, wave.tickets());
            for (int i = 0; i < wave.size(); i++) {
                wave.tickets().get(i).answer().complete(decisions.get(i));
            }
            meters.decided(wave.size(), Duration.ofNanos(System.nanoTime() - from));
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    /** Lines up again what can still be decided. @return how many are given up */
    private int recover(LaneQueue lane, Wave wave, Setback setback, Throwable failure) {
        List<Wave> again = wave.after(setback);
        lane.putAgain(again);
        meters.met(setback);
        log(wave, setback, failure);
        if (!again.isEmpty()) {
            return 0;
        }
        Throwable answer = setback == Setback.CLASH ? new Overload(Reason.LATE, Duration.ofSeconds(1)) : failure;
        wave.tickets().forEach(ticket -> ticket.answer().completeExceptionally(answer));
        return wave.size();
    }

    private static void log(Wave wave, Setback setback, Throwable failure) {
        if (failure instanceof SQLException refused) {
            // Its message may quote what people bought.
            LOG.atLevel(setback == Setback.HELD ? Level.DEBUG : Level.WARN)
                    .log("a wave of {} met {} ({})", wave.size(), setback, refused.getSQLState());
        } else {
            LOG.error("a wave of {} failed", wave.size(), failure);
        }
    }
}
