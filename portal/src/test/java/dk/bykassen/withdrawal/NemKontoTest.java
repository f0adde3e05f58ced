package dk.bykassen.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where a NemKonto is offered as the way out, and where it is not. */
class NemKontoTest extends WithdrawalTown {

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
}
