package dk.bykassen.topup;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.identity.Person;
import dk.bykassen.message.Notice;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentDesk;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Started;
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

/** Standing orders when two things happen to one at the same time, or in an order nobody meant. */
class AutoTopUpMeetingsTest extends TopUpTown {

    @Test
    void aDoubleClickAsksForTheCardOnce() throws Exception {
        UUID registration = openRegistration();

        together(() -> orders.beginWith(account(), wish(200, false), registration));
        storeCardIn(registration);

        assertThat(order().isActive()).isTrue();
        assertThat(ordersEver()).isEqualTo(1);
        assertThat(messages()).containsExactly("card-registered");
    }

    @Test
    void aDoubleClickBeginsOneOrderWithOneFirstDeposit() throws Exception {
        StoredCard card = storedCard();

        together(() -> orders.begin(account(), wish(200, true), card));

        assertThat(ordersEver()).isEqualTo(1);
        assertThat(waitingJobs(AutoTopUps.FIRST_DEPOSIT)).isEqualTo(1);
    }

    @Test
    void twoWindowsForAnotherCardWhicheverIsFilledInIsUsed() {
        begin(200);
        UUID first = openRegistration();
        with(() -> done(() -> orders.replaceCardWith(order(), first)));
        UUID second = openRegistration();
        with(() -> done(() -> orders.replaceCardWith(order(), second)));

        storeCardIn(first);

        assertThat(order().storedCardId()).isEqualTo(newestCard().id());
        assertThat(messages()).endsWith("card-replaced");
    }

    @Test
    void theOldCardsDeclineDoesNotHoldUpTheNewCard() {
        StoredCard fresh = storedCard();
        begin(200);
        loseADecline("54");
        UUID undecided = undecided();
        with(() -> done(() -> orders.replaceCard(order(), account(), fresh, karen.publicId())));

        PaymentDesk.look(portal, town, undecided);

        assertThat(order().isActive()).isTrue();
        assertThat(order().declines()).isZero();
        call();
        assertThat(balance()).as("charged to the new card").isEqualTo(20_000);
    }

    @Test
    void aDeclineIsNotToldToTheOtherParentWhoTookOver() {
        begin(200);
        loseADecline("51");
        UUID undecided = undecided();
        with(() -> done(() -> orders.cancel(order(), account(), karen.publicId())));
        Person jens = otherParent();
        StoredCard his = storedCard(jens);
        with(() -> done(() -> orders.begin(account(), wish(jens, 200, false), his)));

        PaymentDesk.look(portal, town, undecided);

        assertThat(order().personId()).isEqualTo(jens.id());
        assertThat(order().declines()).isZero();
        assertThat(messages()).doesNotContain("auto-top-up-declined");
        assertThat(waitingJobs(AutoTopUpCharges.CALL))
                .as("the balance is looked at again")
                .isPositive();
    }

    @Test
    void anOrderStoppedInAnotherTabStaysStopped() {
        StoredCard fresh = storedCard();
        begin(200);
        AutoTopUp seen = order();
        with(() -> done(() -> orders.cancel(seen, account(), karen.publicId())));

        with(() -> done(() -> orders.replaceCard(seen, account(), fresh, karen.publicId())));

        assertThat(with(() -> orders.inForce(account()))).isEmpty();
        assertThat(messages()).doesNotContain("card-replaced");
    }

    @Test
    void aCardRemovedAfterItWasReplacedStopsNothing() {
        StoredCard fresh = storedCard();
        begin(200);
        AutoTopUp seen = order();
        with(() -> done(() -> orders.replaceCard(seen, account(), fresh, karen.publicId())));

        with(() -> done(() -> orders.stop(seen, account(), Notice.StopReason.CARD_REMOVED)));

        assertThat(order().isActive()).isTrue();
    }

    @Test
    void aWindowSomebodyLeftDoesNotSwallowTheCallItHeldBack() {
        begin(200);
        UUID window = openTopUp();
        call();
        assertThat(peer.count(Act.CHARGE))
                .as("the window may still bring enough")
                .isZero();
        long before = waitingJobs(AutoTopUpCharges.CALL);

        clock.advance(Duration.ofMinutes(21));
        PaymentDesk.look(portal, town, window);

        assertThat(waitingJobs(AutoTopUpCharges.CALL)).isEqualTo(before + 1);
    }

    @Test
    void aFirstDepositThatNeverReachedTheGatewayIsTriedAgainWhateverTheBalance() {
        give(100);
        UUID registration = openRegistration();
        with(() -> done(() -> orders.beginWith(account(), wish(200, true), registration)));
        storeCardIn(registration);
        forgetCalls();
        peer.next(Act.CHARGE, new NexiPeer.Fault.LostRequest());
        at(() -> charges.depositFirst(order().publicId().toString()));

        PaymentDesk.look(portal, town, undecided());

        assertThat(waitingJobs(AutoTopUps.FIRST_DEPOSIT)).isEqualTo(1);
        at(() -> charges.depositFirst(order().publicId().toString()));
        assertThat(balance()).isEqualTo(30_000);
        assertThat(peer.taken()).isEqualTo(20_000);
    }

    @Test
    void theFirstDepositAndManyCallsForTheSameLowBalanceAreOneCharge() throws Exception {
        UUID registration = openRegistration();
        with(() -> done(() -> orders.beginWith(account(), wish(200, true), registration)));
        storeCardIn(registration);
        UUID order = order().publicId();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(threads.submit(this::call));
                all.add(threads.submit(() -> at(() -> charges.depositFirst(order.toString()))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(peer.taken()).isEqualTo(20_000);
        assertThat(balance()).isEqualTo(20_000);
    }

    @Test
    void aChargeOfAnotherAmountHoldsTheOrderUpForADayAndNotForEver() {
        begin(200);
        peer.next(
                Act.CHARGE,
                new NexiPeer.Fault.Before(() -> peer.entries().stream()
                        .filter(entry -> entry.charged > 0)
                        .forEach(entry -> {
                            entry.reserved = 5_000;
                            entry.charged = 5_000;
                        })));
        call();
        call();
        assertThat(balance()).as("what was taken is in suspense").isZero();
        assertThat(peer.count(Act.CHARGE)).isEqualTo(1);

        clock.advance(Duration.ofHours(25));
        call();

        assertThat(balance()).isEqualTo(20_000);
    }

    /** Charges the order's card; the bank says no and the answer is lost on its way. */
    private void loseADecline(String issuersCode) {
        peer.refusal = issuersCode;
        peer.next(Act.CHARGE, new NexiPeer.Fault.LostAnswer());
        call();
        peer.refusal = null;
    }

    private UUID undecided() {
        return with(() -> payments.undecided(account().purseId())).getFirst().id();
    }

    private UUID openTopUp() {
        Started started = at(() -> payments.start(new NewPayment(
                PaymentKind.TOP_UP,
                karen.id(),
                account().purseId(),
                kroner(200),
                kroner(0),
                null,
                null,
                DANISH,
                UUID.randomUUID(),
                false,
                null,
                account().publicId())));
        return ((Started.Window) started).paymentId();
    }

    private long ordersEver() {
        return with(() -> jdbc.sql("select count(*) from card.auto_top_up")
                .query(Long.class)
                .single());
    }

    /** The same click many times at once, each in a transaction of its own. */
    private void together(Runnable click) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clicks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clicks.add(threads.submit(() -> with(() -> done(click))));
            }
            for (Future<?> one : clicks) {
                one.get();
            }
        }
    }
}
