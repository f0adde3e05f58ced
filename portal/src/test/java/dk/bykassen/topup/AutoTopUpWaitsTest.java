package dk.bykassen.topup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Problem;
import dk.bykassen.payment.PaymentDesk;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.payment.gateway.nexi.NexiPeer;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import dk.bykassen.topup.AutoTopUp.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is in the way of a standing order: its owner hears of it once, and it goes on by itself as soon as it can. */
class AutoTopUpWaitsTest extends TopUpTown {

    @Autowired
    List<AccountLeft> leaving;

    @Test
    void afterADeclineTheCardIsTriedAgainWithoutAnotherPurchase() {
        begin(200);
        decline("51");
        assertThat(nextLook()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));

        clock.advance(Duration.ofHours(2));
        runDueCalls();

        assertThat(balance()).isEqualTo(20_000);
        assertThat(order().declines()).isZero();
        assertThat(messages()).containsExactly("card-registered", "auto-top-up-declined", "auto-top-up-receipt");
    }

    @Test
    void theSecondDeclineWaitsLongerAndTheThirdWaitsForItsOwner() {
        begin(200);
        decline("51");
        clock.advance(Duration.ofHours(5));
        peer.refusal = "51";
        runDueCalls();
        assertThat(nextLook()).isEqualTo(clock.instant().plus(Duration.ofHours(12)));

        clock.advance(Duration.ofHours(12));
        runDueCalls();

        assertThat(order().isPausedFor(Because.DECLINES)).isTrue();
        assertThat(waitingJobs(AutoTopUpCharges.CALL)).isZero();
        assertThat(messages()).filteredOn("auto-top-up-declined"::equals).hasSize(3);
    }

    @Test
    void aRetryThatComesLateOrTwiceIsOneCharge() {
        begin(200);
        decline("51");
        String retry = AutoTopUpCharges.callAt(account().id(), nextLook());
        clock.advance(Duration.ofHours(9));

        at(() -> charges.answerCall(retry));
        at(() -> charges.answerCall(retry));

        assertThat(peer.taken()).isEqualTo(20_000);
    }

    @Test
    void aRetryOfAnOrderThatEndedMeanwhileDoesNothing() {
        begin(200);
        decline("51");
        with(() -> done(() -> orders.cancel(order(), account(), karen.publicId())));
        clock.advance(Duration.ofHours(2));

        runDueCalls();

        assertThat(peer.taken()).isZero();
    }

    /** The portal dies between the bank's no and the note of it: the janitor finds out, and all that follows follows once. */
    @Test
    void aDeclineLearntLateIsToldOnceAndTriedAgain() {
        begin(200);
        peer.refusal = "51";
        peer.next(Act.CHARGE, new NexiPeer.Fault.LostAnswer());
        call();
        peer.refusal = null;
        UUID undecided =
                with(() -> payments.undecided(account().purseId())).getFirst().id();

        PaymentDesk.look(portal, town, undecided);
        PaymentDesk.look(portal, town, undecided);
        clock.advance(Duration.ofHours(2));
        runDueCalls();

        assertThat(messages()).containsExactly("card-registered", "auto-top-up-declined", "auto-top-up-receipt");
        assertThat(peer.taken()).isEqualTo(20_000);
    }

    @Test
    void theOwnerTriesTheSameCardAgain() {
        begin(200);
        decline("54");
        assertThat(order().isPausedFor(Because.CARD)).isTrue();

        with(() -> done(() -> orders.resume(order(), account(), karen.publicId())));
        with(() -> done(() -> orders.resume(order(), account(), karen.publicId())));
        runDueCalls();

        assertThat(order().isActive()).isTrue();
        assertThat(peer.taken()).isEqualTo(20_000);
    }

    @Test
    void theDaysCapIsToldOnceAndTriedAgainAfterMidnight() {
        begin(200);
        reachTheCap();
        call();
        call();
        assertThat(order().because()).isEqualTo(Because.DAY);
        assertThat(messages()).filteredOn("auto-top-up-waits"::equals).hasSize(1);
        assertThat(nextLook()).isEqualTo(Instant.parse("2026-11-23T23:00:00Z"));

        clock.set("2026-11-23T23:00:00Z");
        runDueCalls();

        assertThat(peer.taken()).isEqualTo(80_000);
        assertThat(order().because()).isNull();
        assertThat(messages()).filteredOn("auto-top-up-waits"::equals).hasSize(1);
    }

    @Test
    void theNextDayTheCapIsToldAnew() {
        begin(200);
        reachTheCap();
        call();
        clock.set("2026-11-24T10:00:00Z");
        reachTheCap();
        call();

        assertThat(messages()).filteredOn("auto-top-up-waits"::equals).hasSize(2);
    }

    @Test
    void moneyFromElsewhereEndsTheWait() {
        begin(200);
        reachTheCap();
        call();
        give(100);

        clock.set("2026-11-24T00:00:00Z");
        runDueCalls();

        assertThat(order().because()).isNull();
        assertThat(peer.taken()).isEqualTo(60_000);
    }

    /** The nights the clocks change are 23 and 25 hours long; the day's cap ends with the day, not after 24 hours. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T08:00:00Z, 2026-03-28T23:00:00Z",
        "2026-03-29T08:00:00Z, 2026-03-29T22:00:00Z",
        "2026-10-24T08:00:00Z, 2026-10-24T22:00:00Z",
        "2026-10-25T08:00:00Z, 2026-10-25T23:00:00Z"
    })
    void midnightIsTheTownsOnTheNightsTheClocksChange(Instant morning, Instant midnight) {
        clock.set(morning.toString());
        begin(200);
        reachTheCap();
        call();
        assertThat(nextLook()).isEqualTo(midnight);

        clock.set(midnight.minusSeconds(1).toString());
        call();
        assertThat(peer.taken()).isEqualTo(60_000);
        clock.set(midnight.toString());
        runDueCalls();

        assertThat(peer.taken()).isEqualTo(80_000);
    }

    @Test
    void threeChargesInHalfAnHourRingTheAlarm() {
        begin(200);
        for (int i = 0; i < 3; i++) {
            spendAllAndCall();
            clock.advance(Duration.ofMinutes(10));
        }

        assertThat(order().isPausedFor(Because.BURST)).isTrue();
        assertThat(messages()).filteredOn("auto-top-up-alarm"::equals).hasSize(1);
        assertThat(with(() -> jdbc.sql("select count(*) from audit.entry where action = 'card.auto-top-up.paused'")
                        .query(Integer.class)
                        .single()))
                .isEqualTo(1);
        spendAllAndCall();
        assertThat(peer.taken()).isEqualTo(60_000);
    }

    @Test
    void theAlarmGoesToAProvedPhoneToo() {
        Person mette = with(() -> {
            Person one = people.create(
                    NewPerson.named("Mette", "Holm", DANISH).withContact("mette@example.com", "+4520100009"));
            issuing.link(one.id(), account().id(), MyAccount.Kind.GUARDIAN);
            return one;
        });
        StoredCard hers = storedCard(mette);
        with(() -> done(() -> orders.begin(account(), wish(mette, 200, false), hers)));
        for (int i = 0; i < 3; i++) {
            spendAllAndCall();
        }

        assertThat(with(() -> jdbc.sql(
                                "select channel from message.message where template = 'auto-top-up-alarm' order by 1")
                        .query(String.class)
                        .list()))
                .containsExactly("email", "sms");
    }

    @Test
    void whatTheOwnerLetPassRingsNoAlarmAgain() {
        begin(200);
        for (int i = 0; i < 3; i++) {
            spendAllAndCall();
        }
        with(() -> done(() -> orders.resume(order(), account(), karen.publicId())));
        clock.set("2026-11-24T10:00:00Z");

        spendAllAndCall();

        assertThat(order().isActive()).isTrue();
        assertThat(peer.taken()).isEqualTo(80_000);
    }

    @Test
    void chargesApartAreNoBurst() {
        begin(200);
        for (int i = 0; i < 3; i++) {
            spendAllAndCall();
            clock.advance(Duration.ofMinutes(16));
        }

        assertThat(order().isActive()).isTrue();
    }

    @Test
    void aBlockedChipIsToldOnceAndTheOrderGoesOnWithTheChip() {
        begin(200);
        with(() -> done(() -> issuing.block("8D40B2F3")));
        runDueCalls();
        call();
        call();
        assertThat(order().because()).isEqualTo(Because.CHIP);
        assertThat(peer.taken()).isZero();
        assertThat(messages()).filteredOn("auto-top-up-waits"::equals).hasSize(1);

        with(() -> done(() -> issuing.open("8D40B2F3")));
        runDueCalls();

        assertThat(balance()).isEqualTo(20_000);
        assertThat(order().because()).isNull();
    }

    @Test
    void anotherChipIsAsGoodAsTheOldOneOpenedAgain() {
        begin(200);
        with(() -> done(() -> issuing.block("8D40B2F3")));
        runDueCalls();
        call();
        assertThat(order().because()).isEqualTo(Because.CHIP);

        with(() -> done(() -> issuing.issue(account().id(), "AABBCCDD", "AABBCCDD")));
        runDueCalls();

        assertThat(balance()).isEqualTo(20_000);
        assertThat(order().because()).isNull();
    }

    @Test
    void aFullAccountIsTold() {
        begin(200);
        with(() -> jdbc.sql("""
                update card.settings
                set top_up_min = 100, top_up_max = 1000, auto_min = 100, auto_max = 10000, max_balance = 10000
                """).update());

        call();

        assertThat(order().because()).isEqualTo(Because.ROOM);
        assertThat(messages()).endsWith("auto-top-up-waits");
        assertThat(peer.taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "paused", "awaiting"})
    void whoLeavesTheAccountNoLongerPaysForIt(String how) {
        UUID registration = openRegistration();
        with(() -> done(() -> orders.beginWith(account(), wish(200, true), registration)));
        if (!how.equals("awaiting")) {
            storeCardIn(registration);
            forgetCalls();
        }
        if (how.equals("paused")) {
            decline("54");
        }

        leave(karen);
        leave(karen);
        if (how.equals("awaiting")) {
            storeCardIn(registration);
        }
        call();

        assertThat(with(() -> orders.inForce(account()))).isEmpty();
        assertThat(peer.taken()).isZero();
        assertThat(messages()).filteredOn("auto-top-up-stopped"::equals).hasSize(how.equals("awaiting") ? 0 : 1);
    }

    @Test
    void anotherParentsOrderGoesOn() {
        Person jens = otherParent();
        StoredCard his = storedCard(jens);
        with(() -> done(() -> orders.begin(account(), wish(jens, 200, false), his)));

        leave(karen);
        call();

        assertThat(balance()).isEqualTo(20_000);
    }

    /** A link that ended while the page was open: the form that is sent now begins nothing. */
    @Test
    void whoHasLeftCannotBegin() {
        StoredCard card = storedCard();
        with(() -> jdbc.sql("update card.link set status = 'ended', until = since where person_id = ?")
                .param(karen.id())
                .update());

        assertThatThrownBy(() -> with(() -> done(() -> orders.begin(account(), wish(200, true), card))))
                .isInstanceOf(Problem.class);
    }

    private void leave(Person person) {
        leaving.forEach(module ->
                with(() -> done(() -> module.left(person.id(), account().id(), AccountLeft.Why.CUSTODY_ENDED))));
    }

    /** Three charges, far enough apart to ring no alarm, and nothing left. */
    private void reachTheCap() {
        for (int i = 0; i < 3; i++) {
            spendAllAndCall();
            clock.advance(Duration.ofMinutes(45));
        }
        spend(balance() / 100);
    }

    private void spendAllAndCall() {
        if (balance() > 0) {
            spend(balance() / 100);
        }
        call();
    }

    private void decline(String issuersCode) {
        peer.refusal = issuersCode;
        call();
        peer.refusal = null;
    }
}
