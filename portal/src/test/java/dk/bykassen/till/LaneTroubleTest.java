package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.till.Overload.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who looks after a lane in trouble: held, stuck, without a database, or with a purchase in it that fails. */
class LaneTroubleTest extends AtTheLanes {

    @Test
    void aHeldLaneStepsAsideAndGoesOnWhereItWas() throws Exception {
        List<Ticket> first = enter(1, 2);
        fail(lanes.take(), Setback.HELD);
        List<Ticket> later = enter(1, 1);
        enter(2, 1);

        assertThat(settle(lanes.take())).as("the other tenant's").hasSize(1);
        pass(Duration.ofMillis(10));
        assertThat(settle(lanes.take())).isEqualTo(first);
        assertThat(settle(lanes.take())).isEqualTo(later);
    }

    @Test
    void troubledLanesHaveHalfOfTheWritersAtMost() throws Exception {
        for (int tenant = 1; tenant <= 10; tenant++) {
            enter(tenant, 1);
        }
        for (int tenant = 1; tenant <= 10; tenant++) {
            fail(lanes.take(), Setback.HELD);
        }
        pass(Duration.ofMillis(10));

        LaneQueue one = lanes.take();
        LaneQueue two = lanes.take();
        enter(11, 1);
        enter(12, 1);
        assertThat(lanes.take().lane().tenant()).isEqualTo(11);
        assertThat(lanes.take().lane().tenant()).isEqualTo(12);
        settle(one);
        assertThat(lanes.take().isTroubled()).isTrue();
        settle(two);
    }

    @Test
    void aStuckLaneLetsOneInWhoFindsOutWhetherItStillIs() throws Exception {
        List<Ticket> patient = enter(1, 3);
        fail(lanes.take(), Setback.HELD);
        assertThat(lanes.stuck()).isZero();
        pass(PATIENCE.plusMillis(1));

        Overload refused = refusal(1);
        assertThat(refused.reason()).isEqualTo(Reason.STUCK);
        assertThat(refused.retryAfterSeconds()).isEqualTo(8);
        assertThat(lanes.stuck()).isEqualTo(1);

        patient.forEach(ticket -> ticket.answer().cancel(false));
        assertThat(settle(lanes.take())).isEmpty();
        assertThat(lanes.stuck()).isZero();
        List<Ticket> scout = enter(1, 1);
        assertThat(refusal(1).reason()).isEqualTo(Reason.STUCK);
        assertThat(settle(lanes.take())).isEqualTo(scout);
        enter(1, 100);
    }

    @Test
    void aLaneThatIsStuckForLongIsNotTakenForAWorkingOneEachTimeItIsEmpty() throws Exception {
        for (int times = 0; times < 10; times++) {
            List<Ticket> scout = enter(1, 1);
            fail(lanes.take(), Setback.HELD);
            pass(Duration.ofSeconds(20));
            scout.getFirst().answer().cancel(false);
            assertThat(settle(lanes.take())).isEmpty();
            pass(Duration.ofSeconds(20));
        }
        enter(1, 1);
        assertThat(refusal(1).reason()).isEqualTo(Reason.STUCK);
    }

    @Test
    void aLaneInTroubleIsForgottenAfterAMinuteWithoutAnybody() throws Exception {
        for (int tenant = 1; tenant <= 2; tenant++) {
            List<Ticket> tickets = enter(tenant, 1);
            fail(lanes.take(), Setback.HELD);
            tickets.getFirst().answer().cancel(false);
            pass(Duration.ofSeconds(61));
            settle(lanes.take());
        }
        enter(1, 100);
    }

    @Test
    void aLaneWhoseTroubleIsLongOverIsNotRemembered() throws Exception {
        Ticket gaveUp = enter(1, 1).getFirst();
        fail(lanes.take(), Setback.HELD);
        pass(PATIENCE);
        gaveUp.answer().cancel(false);
        LaneQueue lane = lanes.take();
        assertThat(lane.next().isEmpty()).isTrue();
        lanes.putBack(lane, 0, null);

        pass(Duration.ofHours(20));
        enter(1, 10);
        assertThat(settle(lanes.take())).hasSize(10);
    }

    @Test
    void whileTheDatabaseIsAwayOneWriterAsksAndWhoeverGetsThroughEndsIt() throws Exception {
        for (int tenant = 1; tenant <= 4; tenant++) {
            enter(tenant, 1);
        }
        LaneQueue underWay = lanes.take();
        fail(lanes.take(), Setback.AWAY);
        pass(Duration.ofMillis(10));
        LaneQueue asking = lanes.take();

        Thread other = Thread.ofPlatform().start(() -> {
            try {
                settle(lanes.take());
                settle(lanes.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (other.getState() != Thread.State.WAITING && other.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(lanes.waiting()).isEqualTo(4);
        settle(underWay);
        other.join();
        assertThat(lanes.waiting()).isEqualTo(1);
        settle(asking);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void aDatabaseThatOnlyReadsOrDoesNotLetUsInIsAway() {
        assertThat(Stream.of("08006", "57P01", "53300", "25006", "28P01", "28000"))
                .allMatch(state -> Setback.of(new SQLException("", state)) == Setback.AWAY);
        assertThat(Setback.of(new SQLException("", "25P02"))).isEqualTo(Setback.FAULT);
    }

    @Test
    void anOutageLongerThanAnybodyWaitsTurnsAwayInEveryLane() throws Exception {
        enter(1, 1);
        fail(lanes.take(), Setback.AWAY);
        pass(PATIENCE.plusMillis(1));

        enter(2, 1);
        assertThat(refusal(2).reason()).isEqualTo(Reason.STUCK);
        settle(lanes.take());
        enter(2, 100);
    }

    @Test
    void onePoisonousPurchaseIsFoundByHalving() throws Exception {
        List<Ticket> tickets = enter(1, 256);
        Ticket poison = tickets.get(77);
        List<Ticket> settled = new ArrayList<>();
        int turns = 0;
        while (lanes.waiting() > 0) {
            turns++;
            LaneQueue lane = lanes.take();
            Wave wave = lane.next();
            boolean fails = wave.tickets().contains(poison);
            List<Wave> again = fails ? wave.after(Setback.FAULT) : List.of();
            lane.putAgain(again);
            if (!fails) {
                settled.addAll(wave.tickets());
            }
            lanes.putBack(lane, again.isEmpty() ? wave.size() : 0, fails ? Setback.FAULT : null);
        }

        assertThat(turns).isEqualTo(17);
        tickets.remove(poison);
        assertThat(settled).isEqualTo(tickets);
    }

    @Test
    void whoMeetsOthersAgainAndAgainIsHalvedToo() {
        var wave = new Wave(List.of(ticket(1, 2L, Uuid7.next()), ticket(1, 4L, Uuid7.next())), 0);

        Wave second = wave.after(Setback.CLASH).getFirst();
        Wave third = second.after(Setback.CLASH).getFirst();
        assertThat(third.size()).isEqualTo(2);
        assertThat(third.after(Setback.CLASH)).hasSize(2).allMatch(half -> half.size() == 1);
    }
}
