package dk.bykassen.simulator.bank;

import static dk.bykassen.simulator.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files go in, money goes out once, and the bank says what became of it. */
class BankTest {

    private static final String FJORDBY = "Bearer bank-demo-key-fjordby";
    private static final String FILE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
            <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>2026-11-21T11:00:00+01:00</CreDtTm><NbOfTxs>1</NbOfTxs><CtrlSum>%2$s</CtrlSum><InitgPty><Nm>Fjordby</Nm></InitgPty></GrpHdr>
            <PmtInf><PmtInfId>%1$s</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt><Dt>2026-11-21</Dt></ReqdExctnDt><Dbtr><Nm>Fjordby</Nm></Dbtr><DbtrAcct><Id><IBAN>DK5000400440116243</IBAN></Id></DbtrAcct>
            <CdtTrfTxInf><PmtId><EndToEndId>%1$s</EndToEndId></PmtId><Amt><InstdAmt Ccy="DKK">%2$s</InstdAmt></Amt><Cdtr><Nm>Karen Holm</Nm></Cdtr><CdtrAcct><Id>%3$s</Id></CdtrAcct></CdtTrfTxInf></PmtInf>
            </CstmrCdtTrfInitn></Document>
            """;
    private static final String GOOD = "<IBAN>NO9386011117947</IBAN>";

    @TempDir
    Path data;

    private Simulator simulator;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(new SimulatorOptions(0, 0, URI.create("http://localhost:1"), data, null));
        browser = new Browser(simulator.baseUri());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aFileIsTakenOnceAndSurvivesARestart() throws Exception {
        assertThat(hand(file("W1", "100.50", GOOD)).statusCode()).isEqualTo(202);
        stop();
        start();
        assertThat(hand(file("W1", "100.50", GOOD)).body()).contains("<OrgnlEndToEndId>W1<", "<TxSts>PDNG<");
        assertThat(hand(file("W1", "999.00", GOOD)).statusCode()).isEqualTo(409);

        browser.postJson("/control/bank/statement", "{}");
        assertThat(ask("W1").body()).contains("<TxSts>ACSC<", "<InstdAmt Ccy=\"DKK\">100.50<");
        assertThat(json(browser.get("/control/bank")).path("paid").asLong()).isEqualTo(100_50);
    }

    @Test
    void whatWasPaidCanComeBack() {
        hand(file("W1", "100.50", GOOD));
        browser.postJson("/control/bank/statement", "{\"payment\":\"W1\"}");
        browser.postJson("/control/bank/reject", "{\"payment\":\"W1\",\"reason\":\"AC06\"}");
        assertThat(ask("W1").body()).contains("<TxSts>RJCT<", "<Cd>AC06<");
    }

    @Test
    void oneTownSeesNothingOfAnother() {
        hand(file("W1", "1.00", GOOD));
        assertThat(browser.get("/bank/payments/W1", "Authorization", "Bearer bank-demo-key-klosterby")
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/bank/payments/W1", "Authorization", "Bearer x").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "<Document/>",
        "no xml",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    })
    void whatIsNoFileIsRefused(String body) {
        assertThat(hand(body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "1.00, <IBAN>NO9386011117948</IBAN>",
        "0.00, <IBAN>NO9386011117947</IBAN>",
        "1.00, <Othr><Id>12</Id></Othr>",
    })
    void wrongNumbersAreRefused(String amount, String account) {
        assertThat(hand(file("W1", amount, account)).statusCode()).isEqualTo(400);
        assertThat(ask("W1").statusCode()).isEqualTo(404);
    }

    @Test
    void lettersOutsideTheSetAreRefused() {
        assertThat(hand(file("W1", "1.00", GOOD).replace("Karen Holm", "Søren <b>"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(hand(file("W1", "1.00", GOOD).replace("Karen Holm", "Søren")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void faultsStrikeAsOrdered() {
        browser.postJson("/control/bank", "{\"fault\":\"error500\"}");
        assertThat(hand(file("W1", "1.00", GOOD)).statusCode()).isEqualTo(500);
        assertThat(ask("W1").statusCode()).isEqualTo(404);
        browser.postJson("/control/bank", "{\"fault\":\"duplicate_answer\"}");
        assertThat(hand(file("W1", "1.00", GOOD)).body().split("<TxInfAndSts>")).hasSize(3);
    }

    @Test
    void peopleSeeTheBooksInTheirLanguage() {
        hand(file("W1", "1.00", "<Othr><Id>7405831012</Id></Othr>"));
        for (String language : new String[] {"da", "nb", "en"}) {
            assertThat(browser.get("/control/bank?lang=" + language, "Accept", "text/html")
                            .body())
                    .contains("NemKonto", "Karen Holm", "…0004")
                    .doesNotContain("7405831012");
        }
    }

    private static String file(String id, String amount, String account) {
        return FILE.formatted(id, amount, account);
    }

    private HttpResponse<String> hand(String body) {
        return browser.postJson("/bank/payments", body, "Authorization", FJORDBY);
    }

    private HttpResponse<String> ask(String id) {
        return browser.get("/bank/payments/" + id, "Authorization", FJORDBY);
    }
}
