package dk.bykassen.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.ledger.AccountKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Karen has money paid out to a bank account: typed, looked at, confirmed; what cannot be is explained. */
class WithdrawalFormTest extends WithdrawalTown {

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
    void whatWasChangedInAnotherTabIsLookedAtAgain() {
        String old = typed(browser, hers, wish("50"));
        typed(browser, hers, wish("150"));
        Answer answer = confirm(browser, hers, old);
        assertThat(answer.location()).isEqualTo(form(hers) + "/check");
        assertThat(confirm(browser, hers, "no key").location()).isEqualTo(form(hers) + "/check");
        assertThat(balance(hers)).isEqualTo(200_00);
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
    void withoutABankThePageSaysWhoPaysOut() {
        removeAgreement();
        assertThat(browser.get(form(hers)).body()).contains("Udbetaling sker hos os");
        assertThat(post(browser, form(hers), wish("50")).status()).isEqualTo(422);
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
