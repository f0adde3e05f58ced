package dk.bykassen.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.Visitor;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.JobKind.Again;
import dk.bykassen.withdrawal.bank.BankPeer;
import dk.bykassen.withdrawal.bank.BankWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the bank does, and does not, and does twice: nothing is paid twice and nothing is lost. */
class HandOverTest extends WithdrawalTown {

    @Test
    void theBankPaysAndTheBooksSaySo() {
        UUID id = withdrawn(hers, "50");
        assertThat(step(id)).as("not before its time").isEqualTo(new Again(Duration.ofMinutes(1)));
        assertThat(bank.files()).isEmpty();

        comeDue(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.HANDED_OVER);
        assertThat(bank.files())
                .singleElement()
                .asString()
                .contains("<InstdAmt Ccy=\"DKK\">50.00<", "DK5000400440116243");
        bank.says("ACSC");
        step(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.CONFIRMED);
        assertThat(systemBalance(AccountKind.WITHDRAWAL)).isZero();
        assertThat(systemBalance(AccountKind.BANK)).isEqualTo(50_00);
        assertThat(browser.get("/withdrawals/" + id).body()).contains("50,00\u00a0kr. er udbetalt");
        assertThat(messages("withdrawal").toString()).contains("\"REQUESTED\"", "\"PAID\"");
        assertThat(deeds("withdrawal.%"))
                .containsExactly("withdrawal.requested", "withdrawal.handed-over", "withdrawal.confirmed");
    }

    @Test
    void whatTheBankRefusesIsOnTheAccountAgain() {
        UUID id = withdrawn(hers, "50");
        bank.says("RJCT AC04");
        comeDue(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.REJECTED);
        assertThat(balance(hers)).isEqualTo(200_00);
        assertThat(systemBalance(AccountKind.WITHDRAWAL)).isZero();
        assertThat(browser.get("/withdrawals/" + id).body())
                .contains("50,00\u00a0kr. kunne ikke udbetales", "kontoen er lukket");
        assertThat(browser.get("/accounts").body()).contains("Udbetaling fra Karen blev afvist");
        assertThat(messages("withdrawal").toString()).contains("\"REJECTED\"");
        assertThat(step(id)).isEqualTo(JobKind.done());
    }

    @Test
    void moneyThatComesBackAfterItWasPaidIsOnTheAccountAgain() {
        UUID id = withdrawn(hers, "50");
        bank.says("ACSC");
        comeDue(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.CONFIRMED);

        clock.advance(Duration.ofDays(1));
        assertThat(step(id)).isEqualTo(new Again(Duration.ofDays(1)));
        bank.says("RJCT AC06");
        clock.advance(Duration.ofDays(1));
        step(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.REJECTED);
        assertThat(balance(hers)).isEqualTo(200_00);
        assertThat(systemBalance(AccountKind.BANK)).isZero();
    }

    @Test
    void afterEightDaysWhatWasPaidIsPaid() {
        UUID id = withdrawn(hers, "50");
        bank.says("ACSC");
        comeDue(id);
        long asked = bank.count("GET");
        clock.advance(Duration.ofDays(9));
        assertThat(step(id)).isEqualTo(JobKind.done());
        assertThat(bank.count("GET")).isEqualTo(asked);
    }

    @Test
    void anotherBankIsNotToldToPayWhatTheFirstOneHas() {
        UUID id = withdrawn(hers, "50");
        comeDue(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.HANDED_OVER);
        assertThatThrownBy(() -> agree("other", true, 10_00, 1_000_00)).isInstanceOf(IllegalStateException.class);
        agree(true, 20_00, 1_000_00);

        bank.says("ACSC");
        step(id);
        agree("other", true, 10_00, 1_000_00);
        assertThat(with(() -> agreements.find().orElseThrow().bank())).isEqualTo("other");
    }

    /** Whatever went wrong with the first call, the job asks before it hands over again, and the bank pays one file. */
    @ParameterizedTest
    @EnumSource(BankPeer.Fault.class)
    void whateverBecameOfTheAnswerItIsPaidOnce(BankPeer.Fault fault) {
        UUID id = withdrawn(hers, "50");
        bank.next(fault);
        comeDue(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.HANDED_OVER);
        assertThat(post(browser, "/withdrawals/" + id + "/undo", Map.of()).status())
                .isEqualTo(303);
        assertThat(state(id)).isEqualTo(WithdrawalState.HANDED_OVER);

        bank.says("ACSC");
        assertThat(step(id)).isInstanceOf(Again.class);
        step(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.CONFIRMED);
        assertThat(bank.files()).hasSize(1);
        assertThat(systemBalance(AccountKind.BANK)).isEqualTo(50_00);
    }

    /** The server goes between writing down that it hands over and doing it, or between doing it and hearing of it. */
    @Test
    void killedBetweenHandOverAndNoteItAsksFirst() {
        UUID never = withdrawn(hers, "50");
        UUID unheard = withdrawn(hers, "60");
        clock.advance(Duration.ofMinutes(2));
        at(() -> decisions.send(never));
        bank.next(BankPeer.Fault.LOST_ANSWER);
        step(unheard);
        assertThat(bank.files()).hasSize(1);

        bank.says("ACSC");
        step(never);
        step(unheard);
        assertThat(bank.files()).hasSize(2);
        assertThat(List.of(state(never), state(unheard))).containsOnly(WithdrawalState.CONFIRMED);
        assertThat(systemBalance(AccountKind.BANK)).isEqualTo(110_00);
    }

    @Test
    void aBankThatIsAwayIsAskedWithGrowingPausesAndAtLastSomebodyIsCalled() {
        UUID id = withdrawn(hers, "50");
        bank.close();
        comeDue(id);
        assertThat(step(id)).isEqualTo(new Again(Duration.ofSeconds(5)));
        clock.advance(Duration.ofMinutes(10));
        assertThat(step(id)).isEqualTo(new Again(Duration.ofMinutes(5)));
        clock.advance(Duration.ofHours(24));
        assertThat(step(id)).isEqualTo(new Again(Duration.ofHours(1)));
        assertThat(deeds("withdrawal.needs-somebody")).hasSize(1);
        clock.advance(Duration.ofHours(2));
        step(id);
        assertThat(deeds("withdrawal.needs-somebody")).hasSize(1);
        assertThat(state(id)).isEqualTo(WithdrawalState.HANDED_OVER);
    }

    @Test
    void manyWhoHearTheSameWriteItDownOnce() {
        UUID id = withdrawn(hers, "50");
        clock.advance(Duration.ofMinutes(2));
        bank.says("ACSC");
        List<Callable<JobKind.Outcome>> runs = new ArrayList<>();
        for (int run = 0; run < 6; run++) {
            runs.add(() -> step(id));
        }
        atOnce(runs);
        step(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.CONFIRMED);
        assertThat(bank.files()).hasSize(1);
        assertThat(systemBalance(AccountKind.BANK)).isEqualTo(50_00);
        assertThat(deeds("withdrawal.confirmed")).hasSize(1);
    }

    /** Undone and handed over at the same moment: one of the two, and the money is where it says. */
    @Test
    void undoingMeetsHandingOver() {
        for (int round = 0; round < 5; round++) {
            UUID id = withdrawn(hers, "20");
            clock.advance(Duration.ofMinutes(2));
            Visitor another = signedIn(karen);
            List<Callable<Object>> both =
                    List.of(() -> step(id), () -> post(another, "/withdrawals/" + id + "/undo", Map.of()));
            long before = balance(hers);
            int files = bank.files().size();
            atOnce(both);
            boolean isUndone = state(id) == WithdrawalState.CANCELLED;
            assertThat(balance(hers)).isEqualTo(before + (isUndone ? 20_00 : 0));
            assertThat(bank.files()).hasSize(files + (isUndone ? 0 : 1));
        }
    }

    @Test
    void aRejectionToAClosedAccountWaitsForSomebody() {
        UUID id = withdrawn(hers, "all");
        clock.advance(Duration.ofMinutes(2));
        step(id);
        with(() -> {
            ledger.close(hers.purseId());
            return true;
        });
        bank.says("RJCT AC04");
        step(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.REJECTED);
        assertThat(balance(hers)).isZero();
        assertThat(systemBalance(AccountKind.SUSPENSE)).isEqualTo(200_00);
        assertThat(deeds("withdrawal.suspended")).hasSize(1);
        assertThat(messages("withdrawal").toString()).contains("\"HELD\"");
    }

    @Test
    void lateAndDuplicateWordsChangeNothing() {
        UUID id = withdrawn(hers, "50");
        bank.says("RJCT AC04");
        comeDue(id);
        at(() -> decisions.note(id, new BankWord.Rejected("AC06")));
        at(() -> decisions.note(id, new BankWord.Pending()));
        assertThat(balance(hers)).isEqualTo(200_00);
        assertThat(kept(id).reason()).isEqualTo(Rejection.CLOSED_ACCOUNT);

        // The money is back, and the bank says it paid: no money moves by itself any more.
        at(() -> decisions.note(id, new BankWord.Paid()));
        assertThat(state(id)).isEqualTo(WithdrawalState.REJECTED);
        assertThat(balance(hers)).isEqualTo(200_00);
        assertThat(deeds("withdrawal.contradicted")).hasSize(1);
    }

    @Test
    void aForgedReportDecidesNothing() {
        UUID other = withdrawn(hers, "60");
        UUID id = withdrawn(hers, "50");
        String name = id.toString().replace("-", "");
        String others = other.toString().replace("-", "");
        String paid = BankPeer.report(name, name, "ACSC", "", "50.00");
        clock.advance(Duration.ofMinutes(2));
        for (String forged : List.of(
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                        + paid.replaceFirst("<\\?xml[^>]*>\\s*", ""),
                paid.replace("</Document>", "x".repeat(200_000) + "</Document>"),
                BankPeer.report("someoneelse", name, "ACSC", "", "50.00"),
                BankPeer.report(others, others, "ACSC", "", "60.00"),
                BankPeer.report(name, others, "ACSC", "", "50.00"),
                BankPeer.report(name, name, "ACSC", "", "5000.00"),
                BankPeer.report(name, name, "RJCT", "AC04", "49.99"))) {
            bank.forged = forged;
            step(id);
            assertThat(state(id)).as(forged.substring(0, 120)).isEqualTo(WithdrawalState.HANDED_OVER);
        }
        assertThat(state(other)).isEqualTo(WithdrawalState.RESERVED);
        bank.forged = paid;
        step(id);
        assertThat(state(id)).isEqualTo(WithdrawalState.CONFIRMED);
    }

    @Test
    void theBankIsNotAskedWithAConnectionInHand() {
        UUID id = withdrawn(hers, "50");
        bank.onCall = () ->
                assertThat(with(() -> store.find(id).orElseThrow().state())).isEqualTo(WithdrawalState.HANDED_OVER);
        comeDue(id);
        bank.onCall = () -> {};
        assertThat(bank.count("POST")).isEqualTo(1);
    }
}
