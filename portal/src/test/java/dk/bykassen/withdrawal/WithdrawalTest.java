package dk.bykassen.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.ReunionDesk;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.ledger.AccountKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Karen has money paid out: typed, looked at, confirmed, undone; and what others see of it. */
class WithdrawalTest extends WithdrawalTown {

    @Test
    void moneyLeavesTheAccountAtOnceAfterALook() {
        String click = typed(browser, hers, wish("50,25"));
        String look = browser.get(form(hers) + "/check").body();
        assertThat(look)
                .contains(
                        "Kontroller udbetalingen", "0040 0440116243", "Karen Holm", "149,75\u00a0kr.", "Udbetal 50,25");
        assertThat(balance(hers)).isEqualTo(200_00);

        Answer made = confirm(browser, hers, click);
        assertThat(balance(hers)).isEqualTo(149_75);
        assertThat(systemBalance(AccountKind.WITHDRAWAL)).isEqualTo(50_25);
        assertThat(browser.get(made.location()).body())
                .contains("50,25\u00a0kr. er på vej", "•••• 6243", "Karen Holm", "Fra kantinen", "Fortryd")
                .doesNotContain("0440116243");
        assertThat(browser.get("/accounts").body()).contains("Udbetaling på vej fra Karen");
        assertThat(deeds("withdrawal.%")).containsExactly("withdrawal.requested");
        assertThat(messages("withdrawal"))
                .singleElement()
                .asString()
                .contains("\"REQUESTED\"", "•••• 6243")
                .doesNotContain("0440116243");
    }

    @Test
    void allOfItIsAllOfItEvenBelowTheMinimum() {
        agree(true, 150_00, 1_000_00);
        withdrawn(his, "all");
        assertThat(balance(his)).isZero();
    }

    @Test
    void nothingThatWasTypedStandsInAnAddressAndAllOfItComesBackForAChange() {
        Answer filled = post(browser, form(hers), wish("50,25"));
        assertThat(filled.location()).isEqualTo(form(hers) + "/check");
        assertThat(browser.get(form(hers)).body())
                .contains(
                        "value=\"50,25\"",
                        "value=\"" + NUMBER + "\"",
                        "value=\"Karen Holm\"",
                        "value=\"Fra kantinen\"");
    }

    @ParameterizedTest
    @CsvSource({
        "number, '', Skriv kontonummeret",
        "number, 1234, ligner ikke et kontonummer",
        "number, DK5000400440116244, Kontonummeret passer ikke",
        "number, NO9386011117949, Kontonummeret passer ikke",
        "number, SE4550000000058398257466, kun udbetale til konti i Danmark og Norge",
        "payee, '', hvem der ejer kontoen",
        "payee, '...', hvem der ejer kontoen",
        "text, Alt for meget tekst til et kontoudtog, højst have 20 tegn",
        "email, karen, navn@eksempel.dk",
        "other, '', Skriv et beløb",
        "other, halvtreds, Skriv et beløb med tal",
        "other, 0, større end nul",
        "other, -5, større end nul",
        "other, '1,005', højst to decimaler",
        "other, 9.99, 'Udbetal mindst 10'",
        "other, '200,01', Der er kun 200",
        "other, 9999999999999, Der er kun 200",
        "way, pigeon, hvor pengene skal hen",
    })
    void whatCannotBeIsExplainedAndNothingIsLost(String field, String typed, String words) {
        Map<String, String> wish = wish("50");
        wish.put(field, typed);
        Answer answer = post(browser, form(hers), wish);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("<title>Fejl:", words);
        assertThat(answer.body()).contains("value=\"" + wish.get("number") + "\"");
        assertThat(balance(hers)).isEqualTo(200_00);
    }

    @Test
    void hostileLettersAreShownAsLettersAndGoToTheBankPlain() {
        Map<String, String> wish = wish("50");
        wish.put("payee", "Søren <b>&\"' Ærø\u0000\n李");
        wish.put("text", "<script>æøå");
        UUID id = withdrawn(hers, wish);
        assertThat(browser.get("/withdrawals/" + id).body())
                .contains("Søren &lt;b&gt;&amp;", "&lt;script&gt;æøå")
                .doesNotContain("<script>æ");
        comeDue(id);
        assertThat(bank.files())
                .singleElement()
                .asString()
                .contains("<Nm>Soeren .b...' Aeroe .</Nm>", "<Ustrd>.script.aeoeaa</Ustrd>");
    }

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
    void whatWasChangedInAnotherTabIsLookedAtAgain() {
        String old = typed(browser, hers, wish("50"));
        typed(browser, hers, wish("150"));
        Answer answer = confirm(browser, hers, old);
        assertThat(answer.location()).isEqualTo(form(hers) + "/check");
        assertThat(confirm(browser, hers, "no key").location()).isEqualTo(form(hers) + "/check");
        assertThat(balance(hers)).isEqualTo(200_00);
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

    @Test
    void aNemKontoNeedsNoNumberTypedAndShowsNone() {
        Map<String, String> wish = wish("50");
        wish.put("way", "nemkonto");
        wish.put("number", "");
        wish.put("payee", "");
        UUID id = withdrawn(hers, wish);
        assertThat(browser.get("/withdrawals/" + id).body())
                .contains("NemKonto")
                .doesNotContain("1012");
        comeDue(id);
        assertThat(bank.files())
                .singleElement()
                .asString()
                .contains(
                        "<Othr><Id>7405831012</Id><SchmeNm><Prtry>NEMKONTO</Prtry></SchmeNm></Othr>",
                        "<Nm>Karen Holm</Nm>");
        assertThat(kept(id).number()).isEqualTo("7405831012");
        bank.says("ACSC");
        step(id);
        assertThat(kept(id).number())
                .as("forgotten as soon as the money has arrived")
                .isNull();
    }

    @Test
    void withoutAPersonNumberOnFileThereIsNoNemKonto() {
        assertThat(browser.get(form(his)).body()).doesNotContain("NemKonto");
        Map<String, String> wish = wish("50");
        wish.put("way", "nemkonto");
        Answer refused = post(browser, form(his), wish);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Vælg, hvor pengene skal hen");
    }

    @Test
    void aBankWithoutNemKontoIsNotOfferedForIt() {
        agree(false, 10_00, 1_000_00);
        assertThat(browser.get(form(hers)).body()).doesNotContain("nemkonto");
    }

    @Test
    void withoutABankThePageSaysWhoPaysOut() {
        removeAgreement();
        assertThat(browser.get(form(hers)).body()).contains("Udbetaling sker hos os");
        assertThat(post(browser, form(hers), wish("50")).status()).isEqualTo(422);
    }

    @Test
    void otherParentsSeeThatMoneyLeftAndNotWhereTo() {
        UUID id = withdrawn(his, "50");
        Person jens = otherParent();
        String page = signedIn(jens).get("/withdrawals/" + id).body();
        assertThat(page)
                .contains("50,00\u00a0kr. er på vej", "Emil Holm", "Fortryd")
                .doesNotContain("6243", "Fra kantinen");

        UUID next = withdrawn(his, "20");
        assertThat(messages("withdrawal"))
                .filteredOn(message -> message.contains(next.toString()) && message.startsWith("Jens "))
                .singleElement()
                .asString()
                .contains("REQUESTED_BY_OTHER")
                .doesNotContain("6243", "Karen");
        post(signedIn(jens), "/withdrawals/" + next + "/undo", Map.of());
        assertThat(state(next)).isEqualTo(WithdrawalState.CANCELLED);
    }

    @Test
    void aChildAndWhoeverIsOnlyLinkedDecideNothing() {
        UUID id = withdrawn(his, "50");
        Person aunt = with(() -> {
            Person linked = people.create(NewPerson.named("Tante", "Ida", DANISH));
            issuing.link(linked.id(), his.id(), MyAccount.Kind.LINKED);
            return linked;
        });
        Person stranger = with(() -> people.create(NewPerson.named("Frida", "Fremmed", DANISH)));
        for (Person person : List.of(emil, aunt, stranger)) {
            Visitor visitor = signedIn(person);
            assertThat(visitor.get(form(his)).status()).isEqualTo(404);
            assertThat(visitor.get(form(his) + "/check").status()).isEqualTo(404);
            assertThat(post(visitor, form(his), wish("50")).status()).isEqualTo(404);
            assertThat(confirm(visitor, his, UUID.randomUUID().toString()).status())
                    .isEqualTo(404);
            assertThat(visitor.get("/withdrawals/" + id).status()).isEqualTo(404);
            assertThat(post(visitor, "/withdrawals/" + id + "/undo", Map.of()).status())
                    .isEqualTo(404);
            assertThat(visitor.get("/accounts").body()).doesNotContain("Udbetaling på vej");
        }
        assertThat(state(id)).isEqualTo(WithdrawalState.RESERVED);
        assertThat(balance(his)).isEqualTo(85_50);
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
    void itIsAskedOfOneWhoSignedInJustNow() {
        with(() -> jdbc.sql("update identity.session set created_at = created_at - interval '11 minutes'")
                .update());
        for (String page : List.of(form(hers), form(hers) + "/check")) {
            assertThat(browser.get(page).location()).startsWith("/sign-in?fresh");
        }
        assertThat(post(browser, form(hers), wish("50")).location()).startsWith("/sign-in?fresh");
    }

    @Test
    void whoeverLeavesIsToldOfWhatIsUnderWayAndForgottenAfterwards() {
        UUID id = withdrawn(hers, "50");
        var data = portal.getBean(WithdrawalPersonalData.class);
        var her = new PersonalData.Subject(karen.id(), karen.publicId());
        assertThat(with(() -> data.unsettled(her)))
                .singleElement()
                .satisfies(point -> assertThat(point.href()).isEqualTo("/withdrawals/" + id));
        assertThat(with(() -> data.objections(her))).hasSize(1);
        List<String> copy = new ArrayList<>();
        with(() -> {
            data.export(her, (part, values) -> copy.add(Arrays.toString(values)));
            return true;
        });
        assertThat(copy).singleElement().asString().contains("DK5000400440116243", "Karen Holm", "Fra kantinen");

        bank.says("ACSC");
        comeDue(id);
        assertThat(with(() -> data.unsettled(her))).isEmpty();
        assertThat(with(() -> data.objections(her))).isEmpty();
        with(() -> {
            data.erase(her);
            return true;
        });
        assertThat(kept(id).payee()).isNull();
        assertThat(kept(id).number()).isNull();
        assertThat(kept(id).amount()).isEqualTo(kroner(50));
    }

    @Test
    void whatWasAskedForGoesOverWhenTwoPersonsProveToBeOne() {
        UUID id = withdrawn(hers, "50");
        typed(browser, hers, wish("20"));
        Person twin = with(() -> people.create(NewPerson.named("Karen Marie", "Holm", DANISH)));
        portal.getBean(ReunionDesk.class).unite(town, karen, twin);
        assertThat(kept(id).personId()).isEqualTo(twin.id());
        assertThat(signedIn(twin).get("/withdrawals/" + id).body()).contains("•••• 6243");
        assertThat(with(() -> jdbc.sql("select count(*) from withdrawal.draft")
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    @Test
    void whatIsKeptIsSealed() {
        withdrawn(hers, "50");
        typed(browser, hers, new HashMap<>(wish("20")));
        List<String> rows = with(() -> jdbc.sql("""
                select encode(number, 'escape') || encode(payee, 'escape') || w::text from withdrawal.withdrawal w
                union all
                select encode(form, 'escape') || d::text from withdrawal.draft d
                """).query(String.class).list());
        assertThat(rows).hasSize(2).noneMatch(row -> row.contains("0440116243") || row.contains("Karen"));
    }

    private void removeAgreement() {
        try (var superuser = TestTown.superuser("town");
                var sql = superuser.prepareStatement("delete from withdrawal.agreement where tenant_id = ?")) {
            sql.setInt(1, town.id());
            sql.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
