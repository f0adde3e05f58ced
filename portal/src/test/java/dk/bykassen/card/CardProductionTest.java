package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.card.press.PressPeer.Fault;
import dk.bykassen.tenant.JobKind;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order at the press, which is away, slow, forgetful, or says no. */
class CardProductionTest extends CardOrderTown {

    private CardOrder order;

    @BeforeEach
    void anOrderThatCanNoLongerBeTakenBack() {
        order(browser, "defective");
        order = newest();
        clock.advance(Duration.ofMinutes(31));
    }

    @Test
    void nothingIsSentWhileTheOrderCanBeTakenBack() {
        clock.advance(Duration.ofMinutes(-20));

        assertThat(advance(order)).isInstanceOf(JobKind.Again.class);
        assertThat(press.heard()).isEmpty();
        assertThat(newest().state()).isEqualTo(CardOrderState.ORDERED);
    }

    @Test
    void aCardIsOrderedOnceAskedForAndSent() {
        assertThat(advance(order)).isInstanceOf(JobKind.Again.class);
        assertThat(newest().state()).isEqualTo(CardOrderState.IN_PRODUCTION);
        assertThat(press.orders().get(order.publicId().toString()).toString())
                .contains("Emil Holm", "Strandvej 1", "9000", "Aalborg", town.slug());
        assertThat(advance(order)).isInstanceOf(JobKind.Again.class);

        press.make(order.publicId().toString(), "99887766", "4000 99887766");
        assertThat(advance(order)).isInstanceOf(JobKind.Done.class);
        assertThat(advance(order)).isInstanceOf(JobKind.Done.class);

        assertThat(newest().state()).isEqualTo(CardOrderState.SENT);
        assertThat(press.heard()).containsExactly("PUT", "GET", "GET");
        assertThat(messages()).containsExactly("card-ordered", "card-ordered");
        assertThat(browser.get(home() + "/cards").body())
                .contains("Tag kortet i brug")
                .doesNotContain("99887766");
        assertThat(with(() -> jdbc.sql("select label is null from card.card_order where tenant_id = ?")
                        .param(town.id())
                        .query(Boolean.class)
                        .single()))
                .isTrue();
        assertThat(with(() -> orderStore.isTaken("99887766"))).isTrue();
        assertThat(account().chips()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENT", "LOST_ANSWER", "ERROR500", "NOT_JSON", "NOT_FOUND"})
    void aPressThatIsAwayOrConfusedGetsTheSameOrderAgain(Fault fault) {
        press.order(fault);

        assertThat(advance(order)).isInstanceOf(JobKind.Again.class);
        assertThat(newest().state()).isEqualTo(CardOrderState.IN_PRODUCTION);
        assertThat(advance(order)).isInstanceOf(JobKind.Again.class);

        assertThat(press.heard()).containsExactly("PUT", "PUT");
        assertThat(press.orders()).hasSize(1);
        assertThat(feeMovements()).containsExactly("card_fee 5000");
    }

    @Test
    void aPressThatForgotTheOrderGetsItAnew() {
        advance(order);
        press.forget();

        advance(order);
        advance(order);

        assertThat(press.heard()).containsExactly("PUT", "GET", "PUT");
        assertThat(press.orders()).hasSize(1);
    }

    @Test
    void aPressThatIsLateIsAskedLessOften() {
        advance(order);
        clock.advance(Duration.ofDays(3));

        assertThat(advance(order)).isEqualTo(JobKind.again(Duration.ofMinutes(10)));
    }

    @Test
    void aRefusalGivesTheFeeBackOnceAndSaysSo() {
        press.refuse(order.publicId().toString());

        assertThat(advance(order)).isInstanceOf(JobKind.Done.class);
        assertThat(advance(order)).isInstanceOf(JobKind.Done.class);

        assertThat(newest().state()).isEqualTo(CardOrderState.FAILED);
        assertThat(balance()).isEqualTo(200_00);
        assertThat(feeMovements()).containsExactly("card_fee 5000", "card_fee_back 5000");
        assertThat(messages()).containsExactly("card-ordered", "card-ordered");
        assertThat(browser.get(home() + "/cards").body()).contains("blev ikke til noget");
    }

    @Test
    void anOrderThePressCannotReadIsOver() {
        press.order(Fault.REFUSED_BY_STATUS);

        advance(order);

        assertThat(newest().state()).isEqualTo(CardOrderState.FAILED);
        assertThat(balance()).isEqualTo(200_00);
    }

    @Test
    void aNumberThatSomebodyHasIsNoCard() {
        press.make(order.publicId().toString(), "8d40b2f3", "8D40B2F3");

        advance(order);

        assertThat(newest().state()).isEqualTo(CardOrderState.FAILED);
        assertThat(balance()).isEqualTo(200_00);
    }

    @Test
    void aCardWithoutANumberIsNoCard() {
        press.make(order.publicId().toString(), "", "");

        advance(order);

        assertThat(newest().state()).isEqualTo(CardOrderState.FAILED);
    }

    @Test
    void twoNodesThatAskAtOnceSendOneCardAndOneMessage() {
        press.make(order.publicId().toString(), "99887766", "99887766");
        var one = java.util.concurrent.CompletableFuture.supplyAsync(() -> advance(order));
        var other = java.util.concurrent.CompletableFuture.supplyAsync(() -> advance(order));
        one.join();
        other.join();

        assertThat(newest().state()).isEqualTo(CardOrderState.SENT);
        assertThat(messages()).hasSize(2);
        assertThat(feeMovements()).containsExactly("card_fee 5000");
    }
}
