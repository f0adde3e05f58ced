package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

class PaymentsTest extends PaymentTown {

    @Autowired
    @Qualifier("platformDataSource")
    HikariDataSource pool;

    @Test
    void aTopUpIsPaidInTheWindowAndCreditedOnce() {
        var window = (Started.Window) at(() -> payments.start(topUp(UUID.randomUUID())));
        assertThat(window.windowUrl().toString()).startsWith(peer.access().windowOrigin());
        assertThat(with(() -> payments.sumInFlight(purse).minor())).isEqualTo(20_000);

        peer.pay(peer.only());
        look(window.paymentId());
        look(window.paymentId());

        PaymentView paid = view(window.paymentId());
        assertThat(paid.state()).isEqualTo(PaymentState.PAID);
        assertThat(paid.received()).isEqualTo(paid.total());
        assertThat(paid.cardBrand() + paid.cardLastFour()).isEqualTo("Visa4242");
        assertThat(balance()).isEqualTo(20_000);
        assertThat(balanceOf(AccountKind.FEE)).isEqualTo(300);
        assertThat(steps(paid.id())).containsExactly("created opened pending", "pending completed paid");
        assertThat(ear.heardOf(paid.id())).containsExactly(PaymentState.PAID);
        assertThat(count("message.message")).isEqualTo(1);
        assertThat(with(() -> payments.undecided(purse))).isEmpty();
        assertNothingLostOrDoubled();
    }

    @Test
    void aDoubleClickIsOnePaymentAndBothClicksLeadToItsWindow() throws Exception {
        var inside = new CountDownLatch(1);
        peer.next(Act.CREATE, new Fault.After(() -> await(inside)));
        UUID click = UUID.randomUUID();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Started>> clicks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clicks.add(threads.submit(() -> at(() -> payments.start(topUp(click)))));
            }
            Thread.sleep(300);
            inside.countDown();
            Started first = clicks.getFirst().get();
            assertThat(first).isInstanceOf(Started.Window.class);
            for (Future<Started> other : clicks) {
                assertThat(other.get()).isEqualTo(first);
            }
        }
        assertThat(peer.count(Act.CREATE)).isEqualTo(1);
        assertThat(count("payment.payment")).isEqualTo(1);
    }

    @Test
    void theSameFormLaterIsTheSamePaymentAndChangedContentsAreRefused() {
        UUID click = UUID.randomUUID();
        var first = (Started.Window) at(() -> payments.start(topUp(click)));
        assertThat(at(() -> payments.start(topUp(click, 50_000, false, null))))
                .isEqualTo(new Started.Refused(Refusal.KEY_REUSED));
        peer.pay(peer.only());
        look(first.paymentId());

        assertThat(at(() -> payments.start(topUp(click)))).isEqualTo(new Started.Decided(first.paymentId()));
        assertThat(at(() -> payments.start(topUp(UUID.randomUUID())))).isInstanceOf(Started.Window.class);
        assertThat(balance()).isEqualTo(20_000);
    }

    @Test
    void withoutAGatewayNothingBegins() {
        peer.close();
        assertThat(at(() -> payments.start(topUp(UUID.randomUUID()))))
                .isEqualTo(new Started.Refused(Refusal.UNREACHABLE));
        peer.next(Act.CREATE, new Fault.Says(401, "{}"));

        assertThat(count("payment.payment where state = 'cancelled' and reason = 'not_opened'"))
                .isEqualTo(1);
        assertThat(with(() -> payments.countSince(purse, PaymentKind.TOP_UP, Instant.EPOCH)))
                .isZero();
        with(() -> jdbc.sql("select 1").query(Integer.class).single());
    }

    @Test
    void aTownWithoutAnAgreementTakesNoCards() {
        with(() -> jdbc.sql("select 1").query(Integer.class).single());
        town = dk.bykassen.TestTown.found(founding);
        karen = with(() -> people.create(dk.bykassen.identity.NewPerson.named("Karen", "Holm", DANISH)));
        purse = with(() -> ledger.open(AccountKind.PURSE, DKK));

        assertThat(at(() -> payments.start(topUp(UUID.randomUUID()))))
                .isEqualTo(new Started.Refused(Refusal.NOT_SET_UP));
    }

    @Test
    void aWindowWhoseAnswerWasLostIsKnownNotToHaveTakenAnything() {
        peer.next(Act.CREATE, new Fault.LostAnswer());

        var unknown = (Started.Unknown) at(() -> payments.start(topUp(UUID.randomUUID())));
        assertThat(view(unknown.paymentId()).neverBegan()).isTrue();
        assertThat(with(() -> payments.sumInFlight(purse).minor())).isZero();
        later(Duration.ofMinutes(1));
        look(unknown.paymentId());

        assertThat(steps(unknown.paymentId()))
                .containsExactly("created no_answer unknown", "unknown not_opened cancelled");
        assertNothingLostOrDoubled();
    }

    @Test
    void aProcessKilledBeforeTheAnswerWasWrittenLeavesTheSame() {
        var fresh = (PaymentRegister.Fresh) at(() -> register.register(topUp(UUID.randomUUID())));
        UUID id = fresh.dossier().row().publicId();
        later(Duration.ofMinutes(1));
        look(id);

        assertThat(steps(id)).containsExactly("created not_opened cancelled");
    }

    @Test
    void noDatabaseConnectionWaitsForTheGateway() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            // One is left: if the portal kept it while it calls out, the query inside the call could not have it.
            while (taken.size() < pool.getMaximumPoolSize() - 1) {
                taken.add(pool.getConnection());
            }
            var queries = new AtomicInteger();
            peer.onCall = () -> {
                with(() -> jdbc.sql("select 1").query(Integer.class).single());
                queries.incrementAndGet();
            };
            UUID id = openWindow();
            look(id);
            later(Duration.ofMinutes(21));
            look(id);

            assertThat(state(id)).isEqualTo(PaymentState.EXPIRED);
            assertThat(queries).hasValue(4);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void aPaymentIsNotBegunInsideATransaction() {
        assertThatThrownBy(() -> with(() -> payments.start(topUp(UUID.randomUUID()))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(peer.entries()).isEmpty();
    }

    @Test
    void aWindowNobodyPaidInIsClosedAtTheGatewayBeforeItIsCalledExpired() {
        UUID id = openWindow();
        later(Duration.ofMinutes(20));
        peer.next(Act.TERMINATE, new Fault.Says(500, "{}"));
        look(id);
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);

        look(id);

        assertThat(state(id)).isEqualTo(PaymentState.EXPIRED);
        assertThat(entry(id).terminated).isTrue();
        assertThat(ear.heardOf(id)).containsExactly(PaymentState.EXPIRED);
    }

    @Test
    void expiryAsksFirst() {
        UUID id = openWindow();
        peer.pay(entry(id));
        later(Duration.ofHours(3));
        look(id);

        assertThat(state(id)).isEqualTo(PaymentState.PAID);
        assertThat(peer.count(Act.TERMINATE)).isZero();
        assertNothingLostOrDoubled();
    }

    @Test
    void aPayerWhoIsFasterThanTheClosingIsCredited() {
        UUID id = openWindow();
        later(Duration.ofMinutes(20));
        peer.next(Act.TERMINATE, new Fault.After(() -> peer.pay(entry(id))));
        look(id);
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);
        look(id);

        assertThat(state(id)).isEqualTo(PaymentState.PAID);
        assertNothingLostOrDoubled();
    }

    @Test
    void aReservationThatWasNeverTakenIsGivenBackWhenTimeRunsOut() {
        UUID id = openWindow();
        entry(id).reserved = 20_300;
        later(Duration.ofMinutes(5));
        look(id);
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);
        later(Duration.ofMinutes(16));
        look(id);

        assertThat(state(id)).isEqualTo(PaymentState.EXPIRED);
        assertThat(entry(id).cancelled).isEqualTo(20_300);
    }

    @Test
    void aGatewayThatIsDownAtExpiryDoesNotMakeAPaymentExpire() {
        UUID id = openWindow();
        peer.pay(entry(id));
        later(Duration.ofMinutes(30));
        peer.next(Act.READ, new Fault.Says(503, ""));
        look(id);
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);
        look(id);

        assertThat(state(id)).isEqualTo(PaymentState.PAID);
    }

    @Test
    void moneyTakenAfterWeGaveThePaymentUpIsCreditedAllTheSame() {
        UUID id = openWindow();
        later(Duration.ofMinutes(20));
        // The gateway says it has closed the window, and has not.
        peer.next(Act.TERMINATE, new Fault.Says(204, ""));
        look(id);
        assertThat(state(id)).isEqualTo(PaymentState.EXPIRED);
        peer.pay(entry(id));
        later(Duration.ofHours(49));
        look(id);

        assertThat(steps(id))
                .containsExactly("created opened pending", "pending ran_out expired", "expired completed_late paid");
        assertThat(ear.heardOf(id)).containsExactly(PaymentState.EXPIRED, PaymentState.PAID);
        assertThat(count("audit.entry where action = 'payment.paid-late'")).isEqualTo(1);
        assertNothingLostOrDoubled();
    }

    @Test
    void anotherAmountThanOrderedIsHeldAndNeverLost() {
        UUID id = openWindow();
        peer.pay(entry(id), 12_345);
        look(id);
        look(id);

        PaymentView held = view(id);
        assertThat(held.state()).isEqualTo(PaymentState.HELD);
        assertThat(held.received().minor()).isEqualTo(12_345);
        assertThat(balance()).isZero();
        assertThat(balanceOf(AccountKind.SUSPENSE)).isEqualTo(12_345);
        assertThat(count("audit.entry where action = 'payment.held'")).isEqualTo(1);
        assertNothingLostOrDoubled();
    }

    @Test
    void moneyForAPurseThatWasClosedMeanwhileIsHeld() {
        UUID id = openWindow();
        with(() -> {
            ledger.close(purse);
            return true;
        });
        peer.pay(entry(id));
        look(id);

        assertThat(state(id)).isEqualTo(PaymentState.HELD);
        assertThat(view(id).reason()).isEqualTo(PaymentReason.PURSE_CLOSED);
        assertThat(balanceOf(AccountKind.SUSPENSE)).isEqualTo(20_300);
        assertNothingLostOrDoubled();
    }

    @Test
    void moneyGivenBackAtTheGatewayBeforeWeLookedWasNeverOurs() {
        UUID id = openWindow();
        peer.pay(entry(id));
        entry(id).refunded = 20_300;
        look(id);

        assertThat(state(id)).isEqualTo(PaymentState.CANCELLED);
        assertNothingLostOrDoubled();
    }

    @Test
    void anAnswerAboutAnotherPaymentIsNotBelieved() {
        UUID one = openWindow();
        UUID other = openWindow();
        String foreign =
                "{\"payment\":{\"paymentId\":\"%s\",\"orderDetails\":{\"currency\":\"DKK\",\"reference\":\"%s\"},"
                                .formatted(entry(one).id, view(other).reference())
                        + "\"summary\":{\"chargedAmount\":20300}}}";
        peer.next(Act.READ, new Fault.Says(200, foreign));
        look(one);

        assertThat(state(one)).isEqualTo(PaymentState.PENDING);
    }

    @Test
    void manyJanitorsAtOnceCreditOnce() throws Exception {
        UUID id = openWindow();
        peer.pay(entry(id));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                threads.submit(() -> look(id));
            }
        }

        assertThat(balance()).isEqualTo(20_000);
        assertThat(steps(id)).containsExactly("created opened pending", "pending completed paid");
        assertThat(ear.heardOf(id)).containsExactly(PaymentState.PAID);
        assertNothingLostOrDoubled();
    }

    @Test
    void whoGoesBackAndBeginsAnewLeavesTheFirstWindow() {
        UUID first = openWindow();
        UUID paid = openWindow();
        peer.pay(entry(paid));
        UUID click = UUID.randomUUID();
        var now = (Started.Window) at(() -> payments.start(topUp(click)));
        assertThat(with(() -> payments.sumInFlight(purse).minor())).isEqualTo(60_000);

        at(() -> {
            payments.leaveWindows(karen.id(), purse, click);
            return true;
        });

        assertThat(state(first)).isEqualTo(PaymentState.CANCELLED);
        assertThat(entry(first).terminated).isTrue();
        assertThat(state(paid)).isEqualTo(PaymentState.PAID);
        assertThat(state(now.paymentId())).isEqualTo(PaymentState.PENDING);
        assertThat(with(() -> payments.sumInFlight(purse).minor())).isEqualTo(20_000);
        assertThat(with(() -> payments.knows(click))).isTrue();
        assertThat(with(() -> payments.knows(UUID.randomUUID()))).isFalse();
    }

    @Test
    void aListenerThatFallsOverTakesTheWholeDecisionWithIt() {
        UUID id = openWindow();
        peer.pay(entry(id));
        ear.deafTo = subject;
        assertThatThrownBy(() -> look(id)).hasMessage("the listener fell over");
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);
        assertThat(balance()).isZero();

        look(id);

        assertThat(state(id)).isEqualTo(PaymentState.PAID);
        assertThat(balance()).isEqualTo(20_000);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
