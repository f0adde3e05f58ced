package dk.bykassen.topup;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.payment.PaymentDesk;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.payment.gateway.nexi.NexiPeer;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AutoTopUpTest extends TopUpTown {

    @Test
    void storingTheCardChargesNothing() {
        UUID registration = openRegistration();
        with(() -> done(() -> orders.beginWith(account(), wish(200, false), registration)));
        assertThat(with(() -> orders.inForce(account()))).isEmpty();

        storeCardIn(registration);

        assertThat(order().isActive()).isTrue();
        assertThat(peer.count(Act.CHARGE)).isZero();
        assertThat(balance()).isZero();
        assertThat(messages()).containsExactly("card-registered");
    }

    @Test
    void aWindowLeftWithoutACardLeavesNoOrderBehind() {
        UUID registration = openRegistration();
        with(() -> done(() -> orders.beginWith(account(), wish(200, true), registration)));
        inTheGatewaysBooks(registration).terminated = true;
        clock.advance(Duration.ofHours(3));
        PaymentDesk.look(portal, town, registration);

        assertThat(with(() -> orders.inForce(account()))).isEmpty();
        assertThat(peer.taken()).isZero();
    }

    @Test
    void depositNowIsMadeOnceHoweverOftenTheJobRuns() {
        UUID registration = openRegistration();
        with(() -> done(() -> orders.beginWith(account(), wish(200, true), registration)));
        storeCardIn(registration);
        UUID order = order().publicId();

        at(() -> charges.depositFirst(order.toString()));
        at(() -> charges.depositFirst(order.toString()));

        assertThat(balance()).isEqualTo(20_000);
        assertThat(peer.taken()).isEqualTo(20_000);
        assertThat(messages()).containsExactly("card-registered", "auto-top-up-receipt");
    }

    @Test
    void aLowBalanceIsLiftedByOneChargeAndTheParentGetsAReceipt() {
        begin(200);
        give(60);
        call();
        assertThat(balance()).as("60 kroner are enough").isEqualTo(6_000);

        spend(20);
        call();

        assertThat(balance()).isEqualTo(24_000);
        assertThat(messages()).endsWith("auto-top-up-receipt");
    }

    @Test
    void manyCallsForTheSameLowBalanceAreOneCharge() throws Exception {
        begin(200);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(threads.submit(this::call));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }

        assertThat(balance()).isEqualTo(20_000);
        assertThat(peer.taken()).isEqualTo(20_000);
    }

    @Test
    void aSmallAmountClosesTheWholeGapInOneCharge() {
        begin(50);
        give(10);
        spend(10);

        call();

        assertThat(balance()).isEqualTo(5_000);
        assertThat(peer.count(Act.CHARGE)).isEqualTo(1);
    }

    @Test
    void aDeclineIsToldAtOnceAndNotRepeatedAtOnce() {
        begin(200);
        peer.refusal = "insufficient funds";
        call();
        call();

        assertThat(messages()).containsExactly("card-registered", "auto-top-up-declined");
        assertThat(order().declines()).isEqualTo(1);
        assertThat(peer.count(Act.CHARGE)).as("the second call waits").isEqualTo(1);

        peer.refusal = null;
        clock.advance(Duration.ofHours(3));
        call();
        assertThat(balance()).isEqualTo(20_000);
        assertThat(order().declines()).isZero();
    }

    @Test
    void threeDeclinesPauseTheOrderUntilAnotherCardIsGiven() {
        begin(200);
        peer.refusal = "insufficient funds";
        for (int i = 0; i < 3; i++) {
            call();
            clock.advance(Duration.ofHours(13));
        }
        assertThat(peer.count(Act.CHARGE)).isEqualTo(3);
        assertThat(order().declines()).isEqualTo(3);
        assertThat(order().isPaused()).isTrue();
        call();
        assertThat(peer.count(Act.CHARGE)).isEqualTo(3);

        peer.refusal = null;
        UUID replacement = openRegistration();
        with(() -> done(() -> orders.replaceCardWith(order(), replacement)));
        storeCardIn(replacement);

        assertThat(order().isActive()).isTrue();
        assertThat(order().storedCardId()).isEqualTo(newestCard().id());
        assertThat(messages()).endsWith("card-replaced");
        call();
        assertThat(balance()).isEqualTo(20_000);
    }

    @Test
    void aReplacementLeftHalfwayLeavesTheOldCardPaying() {
        begin(200);
        long card = order().storedCardId();
        UUID replacement = openRegistration();
        with(() -> done(() -> orders.replaceCardWith(order(), replacement)));

        call();

        assertThat(order().storedCardId()).isEqualTo(card);
        assertThat(balance()).isEqualTo(20_000);
    }

    @Test
    void noMoreThanTheDaysCap() {
        begin(200);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofHours(1));
            call();
            if (balance() > 0) {
                spend(balance() / 100);
            }
        }
        assertThat(peer.taken()).as("three a day").isEqualTo(60_000);

        clock.advance(Duration.ofDays(1));
        call();
        assertThat(peer.taken()).isEqualTo(80_000);
    }

    @Test
    void aBlockedChipIsNotToppedUp() {
        begin(200);
        with(() -> done(() -> issuing.block("8D40B2F3")));

        call();

        assertThat(peer.taken()).isZero();
    }

    @Test
    void stoppingTellsTheOwnerOnceAndNothingMoreIsCharged() {
        begin(200);
        AutoTopUp order = order();
        with(() -> done(() -> orders.cancel(order, account(), karen.publicId())));
        with(() -> done(() -> orders.cancel(order, account(), karen.publicId())));

        call();

        assertThat(peer.taken()).isZero();
        assertThat(messages()).containsExactly("card-registered", "auto-top-up-stopped");
    }

    @Test
    void removingTheStoredCardStopsWhatItPays() {
        begin(200);
        StoredCard card = newestCard();

        with(() -> done(() -> storedCards.remove(karen.id(), karen.publicId(), card.publicId())));

        assertThat(with(() -> orders.inForce(account()))).isEmpty();
        assertThat(messages()).endsWith("auto-top-up-stopped");
    }

    @Test
    void aLostAnswerIsNotChargedAgain() {
        begin(200);
        peer.next(Act.CHARGE, new NexiPeer.Fault.LostAnswer());
        call();
        call();
        assertThat(balance()).isZero();
        UUID undecided =
                with(() -> payments.undecided(account().purseId())).getFirst().id();

        PaymentDesk.look(portal, town, undecided);

        assertThat(balance()).isEqualTo(20_000);
        assertThat(peer.taken()).isEqualTo(20_000);
    }
}
