package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Fault;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.JobKind.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JanitorTest extends PaymentTown {

    @Test
    void aPaymentIsLookedAtWithGrowingPausesAndJustWhenItsTimeRunsOut() {
        Instant begin = clock.instant();
        UUID id = openWindow();
        List<Long> ages = new ArrayList<>();
        Duration next = Duration.ofMinutes(1);
        while (state(id) == PaymentState.PENDING) {
            later(next);
            ages.add(Duration.between(begin, clock.instant()).toMinutes());
            next = pause(id);
        }

        assertThat(ages).containsExactly(1L, 2L, 5L, 10L, 15L, 20L);
        assertThat(state(id)).isEqualTo(PaymentState.EXPIRED);
        assertThat(Duration.between(begin, clock.instant()).plus(next)).isEqualTo(Duration.ofHours(49));
        later(next);
        assertThat(outcome(id)).isEqualTo(JobKind.done());
    }

    @Test
    void aPaymentWhoseGatewayIsDownIsAskedAboutEveryHourUntilItAnswers() {
        UUID id = openWindow();
        peer.pay(entry(id));
        for (int i = 0; i < 30; i++) {
            later(Duration.ofHours(1));
            peer.next(Act.READ, new Fault.Says(502, ""));
            assertThat(pause(id)).isEqualTo(Duration.ofHours(1));
        }
        assertThat(outcome(id)).isEqualTo(JobKind.done());

        assertThat(state(id)).isEqualTo(PaymentState.PAID);
        assertNothingLostOrDoubled();
    }

    @Test
    void whatIsPaidOrHeldOrNeverBeganIsLookedAtNoMore() {
        UUID paid = openWindow();
        peer.pay(entry(paid));
        assertThat(outcome(paid)).isEqualTo(JobKind.done());
        UUID held = openWindow();
        peer.pay(entry(held), 1);
        assertThat(outcome(held)).isEqualTo(JobKind.done());
        peer.next(Act.CREATE, new Fault.LostAnswer());
        UUID never = ((Started.Unknown) at(() -> payments.start(topUp(UUID.randomUUID())))).paymentId();
        assertThat(outcome(never)).isEqualTo(JobKind.done());
        assertThat(outcome(UUID.randomUUID())).isEqualTo(JobKind.done());
    }

    @Test
    void aPaymentTheGatewayDoesNotFindIsOverWhenItsTimeHasRunOut() {
        UUID id = openWindow();
        peer.next(Act.READ, new Fault.Says(404, "{}"));
        outcome(id);
        assertThat(state(id)).as("its books may be behind").isEqualTo(PaymentState.PENDING);

        later(Duration.ofHours(1));
        peer.next(Act.READ, new Fault.Says(404, "{}"));
        outcome(id);
        assertThat(state(id)).isEqualTo(PaymentState.CANCELLED);
    }

    @Test
    void theJobIsWrittenWithThePaymentAndTheSchedulerRunsIt() throws InterruptedException {
        UUID id = openWindow();
        peer.pay(entry(id));
        later(Duration.ofMinutes(1));
        jobs.resume();
        for (int i = 0; i < 200 && state(id) == PaymentState.PENDING; i++) {
            Thread.sleep(50);
        }
        jobs.pause();

        assertThat(state(id)).isEqualTo(PaymentState.PAID);
        assertNothingLostOrDoubled();
    }

    private Outcome outcome(UUID payment) {
        return at(() -> janitor.look(payment.toString()));
    }

    private Duration pause(UUID payment) {
        return ((JobKind.Again) outcome(payment)).pause();
    }
}
