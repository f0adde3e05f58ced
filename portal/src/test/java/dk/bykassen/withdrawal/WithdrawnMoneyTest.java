package dk.bykassen.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No money leaves an account twice, or more of it than there is or a day allows; undone in time, it is back. */
class WithdrawnMoneyTest extends WithdrawalTown {

    @Test
    void aDoubleClickIsOneWithdrawalHoweverOftenItIsClicked() {
        String click = typed(browser, hers, wish("150"));
        List<Callable<Answer>> clicks = IntStream.range(0, 6)
                .<Callable<Answer>>mapToObj(number -> () -> confirm(browser, hers, click))
                .toList();
        List<Answer> answers = atOnce(clicks);
        assertThat(answers).allMatch(answer -> answer.location().startsWith("/withdrawals/"));
        assertThat(answers)
                .extracting(Answer::location)
                .containsOnly(confirm(browser, hers, click).location());
        assertThat(balance(hers)).isEqualTo(50_00);
        assertThat(deeds("withdrawal.requested")).hasSize(1);
    }

    @Test
    void twoParentsAtOnceAreCountedOneAfterTheOther() {
        agree(true, 10_00, 100_00);
        Person jens = otherParent();
        Visitor fathers = signedIn(jens);
        String mothers = typed(browser, his, wish("60"));
        String other = typed(fathers, his, wish("60"));
        List<Callable<Integer>> clicks = List.of(
                () -> confirm(browser, his, mothers).status(),
                () -> confirm(fathers, his, other).status());
        // 60 of 135.50 twice would be there; the day allows 100.
        assertThat(atOnce(clicks)).containsExactlyInAnyOrder(303, 422);
        assertThat(balance(his)).isEqualTo(75_50);
    }

    @Test
    void theDayHasAnEndAndUndoingGivesItsRoomBack() {
        agree(true, 10_00, 100_00);
        UUID first = withdrawn(hers, "60");
        String click = typed(browser, hers, wish("50"));
        Answer refused = confirm(browser, hers, click);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Der kan kun udbetales 40,00\u00a0kr. mere fra kontoen i dag");

        post(browser, "/withdrawals/" + first + "/undo", Map.of());
        withdrawn(hers, "50");
        // A minute after midnight where the town is.
        clock.set("2026-11-23T23:01:00Z");
        withdrawn(hers, "100");
        assertThat(balance(hers)).isEqualTo(50_00);
    }

    /** The till and the withdrawal reach for the same 135.50: whoever is second finds what is left, and the books prove it. */
    @Test
    void aPurchaseAndAWithdrawalNeverSpendTheSameMoney() {
        String click = typed(browser, his, wish("all"));
        List<Callable<String>> works = List.of(
                () -> Integer.toString(confirm(browser, his, click).status()),
                () -> buy(60_00),
                () -> buy(60_00),
                () -> buy(60_00));
        List<String> outcomes = atOnce(works);
        boolean isOut = outcomes.getFirst().equals("303");
        long bought = outcomes.stream().filter("approved"::equals).count();
        assertThat(isOut ? bought == 0 : bought == 2).as(outcomes.toString()).isTrue();
        assertThat(balance(his)).isEqualTo(isOut ? 0 : 15_50);
    }

    @Test
    void aBalanceThatFellSinceTheLookIsSaid() {
        String click = typed(browser, his, wish("all"));
        assertThat(buy(35_00)).isEqualTo("approved");
        Answer refused = confirm(browser, his, click);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Saldoen har ændret sig. Nu er der 100,50\u00a0kr. på kontoen");
        withdrawn(his, "all");
        assertThat(balance(his)).isZero();
    }

    @Test
    void aBlockedChipDoesNotKeepTheMoneyIn() {
        with(() -> {
            issuing.block(EMILS_CHIP);
            return true;
        });
        withdrawn(his, "all");
        assertThat(balance(his)).isZero();
    }

    @Test
    void whoeverUndoesInTimeHasTheMoneyBack() {
        UUID id = withdrawn(hers, "50");
        Answer undone = post(browser, "/withdrawals/" + id + "/undo", Map.of());
        assertThat(undone.location()).isEqualTo("/withdrawals/" + id);
        assertThat(balance(hers)).isEqualTo(200_00);
        assertThat(browser.get("/withdrawals/" + id).body()).contains("50,00\u00a0kr. er ikke udbetalt");
        post(browser, "/withdrawals/" + id + "/undo", Map.of());
        assertThat(balance(hers)).isEqualTo(200_00);

        comeDue(id);
        assertThat(bank.files()).isEmpty();
        assertThat(deeds("withdrawal.%")).containsExactly("withdrawal.requested", "withdrawal.undone");
    }

    @Test
    void nobodyUndoesWhatTheBankMayHave() {
        UUID id = withdrawn(hers, "50");
        comeDue(id);
        post(browser, "/withdrawals/" + id + "/undo", Map.of());
        assertThat(state(id)).isEqualTo(WithdrawalState.HANDED_OVER);
        assertThat(balance(hers)).isEqualTo(150_00);
    }
}
