package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.till.Overload.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whose turn it is, who goes together, and how it ends when the house closes. */
class LaneTurnsTest extends AtTheLanes {

    @Test
    void lanesTakeTurnsHoweverManyWaitInOneOfThem() throws Exception {
        enter(1, 600);
        enter(2, 1);

        LaneQueue first = lanes.take();
        assertThat(settle(first)).hasSize(256);
        LaneQueue second = lanes.take();
        assertThat(second.lane().tenant()).isEqualTo(2);
        settle(second);
        assertThat(settle(lanes.take())).hasSize(256);
        assertThat(settle(lanes.take())).hasSize(88);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void aLaneIsInTheHandsOfOneWriter() throws Exception {
        enter(1, 1);
        LaneQueue taken = lanes.take();
        enter(1, 1);
        enter(2, 1);

        assertThat(lanes.take().lane().tenant()).isEqualTo(2);
        settle(taken);
        assertThat(lanes.take()).isSameAs(taken);
    }

    @Test
    void aPurseAndAnIdAreInAWaveOnceAndNobodyOvertakes() throws Exception {
        UUID id = Uuid7.next();
        Ticket first = ticket(1, 2L, Uuid7.next());
        Ticket samePurse = ticket(1, 2L, id);
        Ticket sameId = ticket(1, 4L, id);
        Ticket samePurseAsThat = ticket(1, 4L, Uuid7.next());
        Ticket unknown = ticket(1, null, Uuid7.next());
        Ticket unknownToo = ticket(1, null, Uuid7.next());
        List.of(first, samePurse, sameId, samePurseAsThat, unknown, unknownToo).forEach(lanes::enter);

        assertThat(settle(lanes.take())).containsExactly(first, unknown, unknownToo);
        assertThat(settle(lanes.take())).containsExactly(samePurse);
        assertThat(settle(lanes.take())).containsExactly(sameId);
        assertThat(settle(lanes.take())).containsExactly(samePurseAsThat);
    }

    @Test
    void theWriterWhoRestsLastIsCalledFirst() throws Exception {
        List<CompletableFuture<LaneQueue>> writers = new ArrayList<>();
        for (int resting = 1; resting <= 3; resting++) {
            writers.add(rest(resting));
        }

        enter(1, 1);
        settle(writers.get(2).get());
        writers.set(2, rest(3));
        enter(2, 1);
        settle(writers.get(2).get());
        enter(3, 1);
        settle(writers.get(1).get());
        assertThat(writers.get(0)).isNotDone();

        enter(4, 1);
        settle(writers.get(0).get());
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void whoeverRestsIsCalledWhenTheHouseCloses() throws Exception {
        List<CompletableFuture<LaneQueue>> writers = List.of(rest(1), rest(2));

        lanes.close();

        for (CompletableFuture<LaneQueue> writer : writers) {
            assertThat(writer.get()).isNull();
        }
    }

    /** A writer who finds nothing to do; returns when {@code resting} of them rest. */
    private CompletableFuture<LaneQueue> rest(int resting) {
        var taken = new CompletableFuture<LaneQueue>();
        Thread.ofVirtual().start(() -> {
            try {
                taken.complete(lanes.take());
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        while (lanes.resting() < resting) {
            Thread.onSpinWait();
        }
        return taken;
    }

    @Test
    void whoHasGivenUpIsNotDecided() throws Exception {
        List<Ticket> tickets = enter(1, 3);
        tickets.get(1).answer().cancel(false);

        assertThat(settle(lanes.take())).containsExactly(tickets.get(0), tickets.get(2));
    }

    @Test
    void whoIsInWhenItClosesIsStillServedAndThenTheWritersEnd() throws Exception {
        enter(1, 1);
        lanes.close();

        assertThat(refusal(1).reason()).isEqualTo(Reason.STOPPING);
        settle(lanes.take());
        assertThat(lanes.take()).isNull();
    }

    @Test
    void whenItsTimeIsOverEverybodyIsToldWhateverTheirLaneWaitsFor() throws Exception {
        List<Ticket> tickets = new ArrayList<>(enter(1, 1));
        LaneQueue held = lanes.take();
        tickets.addAll(enter(1, 1));
        fail(held, Setback.HELD);
        tickets.addAll(enter(2, 1));
        tickets.addAll(enter(3, 1));
        LaneQueue taken = lanes.take();
        tickets.addAll(enter(2, 1));

        lanes.abandon();
        fail(taken, Setback.AWAY);

        assertThat(tickets).allMatch(ticket -> ticket.answer().isCompletedExceptionally());
        assertThat(lanes.take()).isNull();
        assertThat(lanes.waiting()).isZero();
    }
}
