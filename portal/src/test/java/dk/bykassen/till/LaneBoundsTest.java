package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.till.Overload.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is turned away from a full or slow lane, when they may come back, and who is not taken for slow. */
class LaneBoundsTest extends AtTheLanes {

    @Test
    void aFullLaneTurnsAwayAndTheOthersDoNot() throws Exception {
        enter(1, 1_000);

        assertThat(refusal(1).reason()).isEqualTo(Reason.FULL);
        enter(2, 1);
        settle(lanes.take());
        enter(1, 256);
        assertThat(refusal(1).reason()).isEqualTo(Reason.FULL);
    }

    @Test
    void whereTheQueueAheadTakesLongerThanAnybodyWaitsTheNextOneHearsWhenToComeBack() throws Exception {
        enter(1, 1_000);
        LaneQueue lane = lanes.take();
        pass(Duration.ofSeconds(4));
        settle(lane);

        // 744 wait, 256 took four seconds: they take eleven and a half, and in four there is room for one who waits
        // eight.
        Overload refused = refusal(1);
        assertThat(refused.reason()).isEqualTo(Reason.SLOW);
        assertThat(refused.retryAfterSeconds()).isEqualTo(4);
    }

    @Test
    void aBurstAfterAQuietTimeIsNotMistakenForASlowLane() throws Exception {
        for (int wave = 0; wave < 10; wave++) {
            enter(1, 1);
            LaneQueue lane = lanes.take();
            enter(1, 1);
            pass(Duration.ofMillis(50));
            settle(lane);
            settle(lanes.take());
        }
        enter(1, 1_000);
    }

    @Test
    void aLaneThatWasHeldForLongIsNotMistakenForASlowOne() throws Exception {
        for (int times = 0; times < 10; times++) {
            lanes.enter(ticket(1, 2L, Uuid7.next()));
        }
        for (int times = 0; times < 12; times++) {
            fail(lanes.take(), Setback.HELD);
            pass(Duration.ofMillis(500));
        }
        assertThat(settle(lanes.take())).hasSize(1);

        enter(1, 100);
    }

    @Test
    void whenTheHouseIsHalfFullEveryLaneStillHasItsShare() {
        for (int tenant = 1; tenant <= 2; tenant++) {
            enter(tenant, 1_000);
        }
        enter(3, 400);
        enter(4, 300);

        assertThat(refusal(1).reason()).isEqualTo(Reason.FULL);
        enter(3, 100);
        assertThat(refusal(3).reason()).isEqualTo(Reason.FULL);
        enter(4, 200);
        enter(5, 1);
        assertThat(lanes.waiting()).isLessThanOrEqualTo(4_000);
    }

    @Test
    void allTogetherAreNeverMoreThanTheHouseHolds() {
        int entered = 0;
        for (int tenant = 1; tenant <= 5_000; tenant++) {
            try {
                lanes.enter(ticket(tenant, 2L, Uuid7.next()));
                entered++;
            } catch (Overload full) {
                assertThat(full.reason()).isEqualTo(Reason.FULL);
            }
        }
        assertThat(entered).isEqualTo(4_000);
    }
}
