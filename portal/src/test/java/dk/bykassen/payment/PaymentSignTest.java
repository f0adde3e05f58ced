package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Fault;
import dk.bykassen.web.LiveSign.Reading;
import dk.bykassen.web.LiveSign.State;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PaymentSignTest extends PaymentTown {

    @Autowired
    PaymentSign sign;

    @Test
    void aTownWithoutAGatewayHasNothingToTell() {
        assertThat(TestTown.in(TestTown.found(founding), sign::read)).isEmpty();
    }

    @Test
    void nobodyHasPaidYet() {
        assertThat(read()).contains(new Reading(State.QUIET, null));
    }

    @Test
    void aPaymentThatWentThroughIsAGoodSignForADay() {
        UUID payment = openWindow();
        assertThat(read()).contains(new Reading(State.QUIET, null));

        peer.pay(entry(payment));
        look(payment);
        assertThat(read()).contains(new Reading(State.WORKS, clock.instant()));

        later(Duration.ofHours(25));
        assertThat(read()).map(Reading::state).contains(State.QUIET);
    }

    @Test
    void aGatewayThatHasStoppedAnsweringIsABadSignUntilTheNextPayment() {
        StoredCard card = storeCard();
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        at(() -> payments.start(autoTopUp(UUID.randomUUID(), card.id())));
        assertThat(read()).map(Reading::state).contains(State.FAILS);

        UUID payment = openWindow();
        peer.pay(entry(payment));
        look(payment);
        assertThat(read()).map(Reading::state).contains(State.WORKS);
    }

    private Optional<Reading> read() {
        return at(sign::read);
    }
}
