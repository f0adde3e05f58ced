package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.payment.gateway.Gateway;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

class StoredCardsTest extends PaymentTown {

    @LocalServerPort
    int port;

    @Autowired
    Doorway doorway;

    @Autowired
    Gateway gateway;

    @Autowired
    GatewayOrders orders;

    @Test
    void storingACardChargesNothing() {
        UUID id = ((Started.Window) at(() -> payments.start(registration(UUID.randomUUID())))).paymentId();
        assertThat(entry(id).amount()).isZero();
        look(id);
        assertThat(state(id)).isEqualTo(PaymentState.PENDING);
        entry(id).storedCard = true;
        look(id);

        PaymentView registered = view(id);
        StoredCard card = with(() -> cards.of(karen.id())).getFirst();
        assertThat(registered.state()).isEqualTo(PaymentState.PAID);
        assertThat(registered.keptCardId()).isEqualTo(card.id());
        assertThat(card.brand() + card.lastFour()).isEqualTo("Visa4242");
        assertThat(card.expires()).isEqualTo(YearMonth.of(2030, 8));
        assertThat(count("ledger.transfer")).isZero();
    }

    @Test
    void aPaymentMayStoreItsCardOnTheWay() {
        var window = (Started.Window) at(() -> payments.start(topUp(UUID.randomUUID(), 20_000, true, null)));
        peer.pay(peer.only());
        look(window.paymentId());

        assertThat(view(window.paymentId()).keptCardId()).isNotNull();
        assertThat(balance()).isEqualTo(20_000);
    }

    @Test
    void theTokenIsNotReadableInTheDatabase() {
        UUID id = ((Started.Window) at(() -> payments.start(registration(UUID.randomUUID())))).paymentId();
        entry(id).storedCard = true;
        look(id);

        assertThat(count(
                        "payment.stored_card where position(convert_to('s" + entry(id).id + "', 'UTF8') in token) > 0"))
                .isZero();
    }

    @Test
    void aStoredCardIsChargedWithoutAWindow() {
        StoredCard card = storeCard();

        Charged charged = at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));

        UUID id = ((Charged.Paid) charged).paymentId();
        assertThat(steps(id)).containsExactly("created opened pending", "pending completed paid");
        assertThat(view(id).cardLastFour()).isEqualTo("4242");
        assertThat(balance()).isEqualTo(20_000);
        assertThat(with(() -> payments.countSince(purse, PaymentKind.AUTO_TOP_UP, Instant.EPOCH)))
                .isEqualTo(1);
        assertNothingLostOrDoubled();
    }

    @Test
    void theSameChargeAgainIsTheSameCharge() {
        StoredCard card = storeCard();
        UUID key = UUID.randomUUID();

        Charged first = at(() -> payments.chargeStored(autoTopUp(key, card.id())));

        assertThat(at(() -> payments.chargeStored(autoTopUp(key, card.id())))).isEqualTo(first);
        assertThat(peer.count(Act.CHARGE)).isEqualTo(1);
        assertThat(balance()).isEqualTo(20_000);
    }

    @Test
    void whileAChargeIsUnknownNoOtherBegins() {
        StoredCard card = storeCard();
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        var unknown = (Charged.Unknown) at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));

        assertThat(at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id()))))
                .isEqualTo(new Charged.Undecided(unknown.paymentId()));
        assertThat(at(() -> payments.start(topUp(UUID.randomUUID(), 5_000, false, card.id()))))
                .isEqualTo(new Started.Undecided(unknown.paymentId()));
        assertThat(at(() -> payments.start(topUp(UUID.randomUUID())))).isInstanceOf(Started.Window.class);

        later(Duration.ofMinutes(1));
        look(unknown.paymentId());

        assertThat(state(unknown.paymentId())).isEqualTo(PaymentState.PAID);
        assertThat(balance()).isEqualTo(20_000);
        assertThat(peer.count(Act.CHARGE)).isEqualTo(1);
        assertNothingLostOrDoubled();
    }

    @Test
    void manyChargesAtTheSameMomentAreOne() throws Exception {
        StoredCard card = storeCard();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Charged>> charges = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                charges.add(threads.submit(() -> at(() -> {
                    peer.onCall = () -> sleep(100);
                    return payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id()));
                })));
            }
            List<Charged> outcomes = new ArrayList<>();
            for (Future<Charged> charge : charges) {
                outcomes.add(charge.get());
            }
            assertThat(outcomes).filteredOn(Charged.Paid.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(Charged.Undecided.class::isInstance).hasSize(7);
        }
        assertNothingLostOrDoubled();
    }

    @Test
    void aChargeThatNeverReachedTheGatewayIsGivenUpAndTheNextMayBegin() {
        StoredCard card = storeCard();
        peer.next(Act.CHARGE, new Fault.LostRequest());
        var unknown = (Charged.Unknown) at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));
        peer.next(Act.STATUS, new Fault.Says(500, ""));
        look(unknown.paymentId());
        assertThat(state(unknown.paymentId())).isEqualTo(PaymentState.UNKNOWN);
        look(unknown.paymentId());

        assertThat(state(unknown.paymentId())).isEqualTo(PaymentState.CANCELLED);
        assertThat(at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id()))))
                .isInstanceOf(Charged.Paid.class);
        assertNothingLostOrDoubled();
    }

    @Test
    void aProcessKilledAfterTheChargeAndBeforeWritingItDownLosesNothing() {
        StoredCard card = storeCard();
        var fresh = (PaymentRegister.Fresh) at(() -> register.register(autoTopUp(UUID.randomUUID(), card.id())));
        UUID id = fresh.dossier().row().publicId();
        // The charge goes out, and nothing writes down what came back: the process is gone.
        at(() -> gateway.charge(
                fresh.dossier().access(),
                fresh.dossier().token(),
                orders.of(fresh.dossier().row())));
        assertThat(state(id)).isEqualTo(PaymentState.CREATED);
        later(Duration.ofMinutes(1));
        look(id);

        assertThat(steps(id)).containsExactly("created opened pending", "pending completed paid");
        assertThat(balance()).isEqualTo(20_000);
        assertNothingLostOrDoubled();
    }

    @Test
    void theBanksNoIsRememberedWithItsReason() {
        StoredCard card = storeCard();
        peer.refusal = "54";

        var declined = (Charged.Declined) at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));

        assertThat(declined.reason()).isEqualTo(PaymentReason.CARD_EXPIRED);
        assertThat(ear.heardOf(declined.paymentId())).containsExactly(PaymentState.DECLINED);
        assertThat(balance()).isZero();
    }

    @Test
    void aChargeUnknownForADayIsNotGuessedAt() {
        StoredCard card = storeCard();
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        var unknown = (Charged.Unknown) at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));
        later(Duration.ofHours(24));
        look(unknown.paymentId());

        assertThat(state(unknown.paymentId())).isEqualTo(PaymentState.UNKNOWN);
        assertThat(count("audit.entry where action = 'payment.needs-somebody'")).isEqualTo(1);
    }

    @Test
    void nobodyElsesCardIsCharged() {
        StoredCard card = storeCard();
        Person jens = with(() -> people.create(NewPerson.named("Jens", "Holm", DANISH)));
        karen = jens;

        assertThat(at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id()))))
                .isEqualTo(new Charged.Refused(Refusal.CARD_GONE));
        assertThat(peer.count(Act.CHARGE)).isZero();
    }

    @Test
    void removingACardSaysWhatStopsAndTakesTwoClicks() {
        StoredCard card = storeCard();
        ear.usedCards.add(card.id());
        Visitor browser = signedIn(karen);

        assertThat(browser.get("/payment-methods").body())
                .contains("Visa", "4242", "08/2030", "/payment-methods/" + card.publicId() + "/remove");
        Answer ask = browser.get("/payment-methods/" + card.publicId() + "/remove");
        assertThat(ask.body()).contains("Det her holder op med at virke", "Emil Holm");
        assertThat(with(() -> cards.of(karen.id()))).hasSize(1);
        assertThat(browser.post("/payment-methods/" + card.publicId() + "/remove", Map.of())
                        .status())
                .isEqualTo(403);

        Answer removed = browser.post("/payment-methods/" + card.publicId() + "/remove", Map.of("_csrf", ask.csrf()));

        assertThat(removed.location()).isEqualTo("/payment-methods");
        assertThat(browser.get("/payment-methods").body()).contains("Kortet er fjernet", "Ingen gemte kort");
        assertThat(with(() -> cards.of(karen.id()))).isEmpty();
        assertThat(with(() -> cards.find(card.id()))).isPresent();
        assertThat(ear.usedCards).doesNotContain(card.id());
        assertThat(count("payment.stored_card where token is not null")).isZero();
        assertThat(at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id()))))
                .isEqualTo(new Charged.Refused(Refusal.CARD_GONE));
        assertThat(browser.post("/payment-methods/" + card.publicId() + "/remove", Map.of("_csrf", ask.csrf()))
                        .status())
                .isEqualTo(303);
        assertThat(browser.get("/payment-methods/" + card.publicId() + "/remove")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCardOfSomebodyElseCannotBeSeenOrRemoved() {
        StoredCard card = storeCard();
        Visitor jens = signedIn(with(() -> people.create(NewPerson.named("Jens", "Holm", DANISH))));

        assertThat(jens.get("/payment-methods").body()).doesNotContain("4242");
        assertThat(jens.get("/payment-methods/" + card.publicId() + "/remove").status())
                .isEqualTo(404);
        StoredCard own = card;
        assertThat(with(() -> cards.remove(karen.id() + 1, karen.publicId(), own.publicId())))
                .isFalse();
        assertThat(with(() -> cards.of(karen.id()))).hasSize(1);
    }

    @Test
    void aCardRemovedWhileItsChargeIsUnknownIsStillAskedAboutAndThenForgotten() {
        StoredCard card = storeCard();
        peer.next(Act.CHARGE, new Fault.LostAnswer());
        var unknown = (Charged.Unknown) at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));
        with(() -> cards.remove(karen.id(), karen.publicId(), card.publicId()));
        assertThat(count("payment.stored_card where token is not null")).isEqualTo(1);
        look(unknown.paymentId());

        assertThat(state(unknown.paymentId())).isEqualTo(PaymentState.PAID);
        assertThat(count("payment.stored_card where token is not null")).isZero();
        assertThat(balanceOf(AccountKind.GATEWAY)).isEqualTo(-20_000);
    }

    @Test
    void expirySpeaksInTime() {
        var card = new StoredCard(1, UUID.randomUUID(), 1, "Visa", "4242", YearMonth.of(2026, 11), Instant.EPOCH);

        assertThat(card.expiresSoon(LocalDate.of(2026, 9, 30))).isFalse();
        assertThat(card.expiresSoon(LocalDate.of(2026, 10, 1))).isTrue();
        assertThat(card.isExpired(LocalDate.of(2026, 11, 30))).isFalse();
        assertThat(card.isExpired(LocalDate.of(2026, 12, 1))).isTrue();
    }

    private Visitor signedIn(Person person) {
        var browser = new Visitor(port, town.hosts().getFirst());
        doorway.signIn(town, person, browser);
        return browser;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aChargeGivenUpWhileItWasUnderWayIsCreditedAllTheSame() {
        StoredCard card = storeCard();
        peer.next(Act.CHARGE, new Fault.After(() -> look(undecided())));

        at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));

        assertThat(balance()).isEqualTo(20_000);
        assertNothingLostOrDoubled();
    }

    @Test
    void aChargeTheGatewayTookOnAndDoesNotFindYetIsNotGivenUp() {
        StoredCard card = storeCard();
        peer.next(Act.READ, new Fault.Says(404, "{}"));

        Charged charged = at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id())));

        assertThat(charged).isInstanceOf(Charged.Unknown.class);
        assertThat(at(() -> payments.chargeStored(autoTopUp(UUID.randomUUID(), card.id()))))
                .isInstanceOf(Charged.Undecided.class);
        look(undecided());
        assertThat(balance()).isEqualTo(20_000);
        assertNothingLostOrDoubled();
    }

    private UUID undecided() {
        return with(() -> payments.undecided(purse)).getFirst().id();
    }
}
