package dk.bykassen.withdrawal.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.kernel.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bank's letter is believed only where it speaks of our transfer, and never runs anything. */
class StatusReportTest {

    private static final UUID ID = UUID.fromString("019c0000-0000-7000-8000-000000000001");
    private static final CreditTransfer TRANSFER = transfer("Søren <Ærø> & søn", "Tak \"for\" æøå 😀");
    private static final String NAME = TRANSFER.name();

    @ParameterizedTest
    @CsvSource({
        "ACSC, '', Paid",
        "ACCC, '', Paid",
        "PDNG, '', Pending",
        "ACTC, '', Pending",
        "ACSP, '', Pending",
        "RJCT, AC04, Rejected",
        "RJCT, '', Rejected",
        // The repeat of a file that was lost on its way back: the first one is the bank's to pay.
        "RJCT, AM05, Pending",
        "RJCT, DU01, Pending",
    })
    void eachStatusMeansWhatItMeans(String status, String reason, String word) {
        assertThat(read(BankPeer.report(NAME, NAME, status, reason, "50.25"))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(word);
    }

    @Test
    void theReasonIsTheBanks() {
        assertThat(read(BankPeer.report(NAME, NAME, "RJCT", "AC04", "50.25"))).isEqualTo(new BankWord.Rejected("AC04"));
        assertThat(read(BankPeer.report(NAME, NAME, "RJCT", "AC04 or 1=1", "50.25")))
                .isEqualTo(new BankWord.Rejected(""));
    }

    @ParameterizedTest
    @CsvSource({
        // Another file, another transfer, another amount, no amount at all.
        "x, 019c0000000070008000000000000001, ACSC, 50.25",
        "019c0000000070008000000000000001, x, ACSC, 50.25",
        "019c0000000070008000000000000001, 019c0000000070008000000000000001, ACSC, 50.24",
        "019c0000000070008000000000000001, 019c0000000070008000000000000001, RJCT, 5025",
        "019c0000000070008000000000000001, 019c0000000070008000000000000001, ACSC, NaN",
    })
    void whatIsAboutSomethingElseIsNoAnswer(String message, String transfer, String status, String amount) {
        assertThat(read(BankPeer.report(message, transfer, status, "", amount))).isEqualTo(new BankWord.NoAnswer());
    }

    @Test
    void aReportThatSaysTwoThingsSaysNothingAndOneThatSaysItTwiceSaysIt() {
        String paid = BankPeer.report(NAME, NAME, "ACSC", "", "50.25");
        String block = paid.replaceFirst("(?s).*(<TxInfAndSts>.*</TxInfAndSts>).*", "$1")
                .strip();
        assertThat(read(paid.replace(block, block + block))).isEqualTo(new BankWord.Paid());
        assertThat(read(paid.replace(block, block + block.replace("ACSC", "RJCT"))))
                .isEqualTo(new BankWord.NoAnswer());
    }

    @Test
    void aFileThatWasRefusedWholeWasNotPaid() {
        String report = BankPeer.report(NAME, NAME, "ACSC", "", "50.25")
                .replaceFirst("(?s)<OrgnlPmtInfAndSts>.*</OrgnlPmtInfAndSts>", "")
                .replace("</OrgnlGrpInfAndSts>", "<GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts>");
        assertThat(read(report)).isEqualTo(new BankWord.Rejected(""));
        assertThat(read(report.replace(
                        "<GrpSts>RJCT</GrpSts>",
                        "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>DU01</Cd></Rsn></StsRsnInf>")))
                .isEqualTo(new BankWord.Pending());
        // That a file is settled as a whole says nothing of one transfer.
        assertThat(read(report.replace("RJCT", "ACSC"))).isEqualTo(new BankWord.Pending());
    }

    @Test
    void documentTypesAndEntitiesAreRefused() {
        String paid = BankPeer.report(NAME, NAME, "ACSC", "", "50.25");
        String declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        for (String type : new String[] {
            "<!DOCTYPE Document>",
            "<!DOCTYPE Document SYSTEM \"http://127.0.0.1:9/evil.dtd\">",
            "<!DOCTYPE Document [<!ENTITY a \"ACSC\">]>",
            "<!DOCTYPE Document [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>",
        }) {
            assertThat(read(paid.replace(declaration, declaration + type)))
                    .as(type)
                    .isEqualTo(new BankWord.NoAnswer());
        }
        assertThat(read(paid.replace(">ACSC<", ">&a;<"))).isEqualTo(new BankWord.NoAnswer());
    }

    @Test
    void nonsenseIsNoAnswer() {
        String paid = BankPeer.report(NAME, NAME, "ACSC", "", "50.25");
        for (String nonsense : new String[] {
            "",
            "{}",
            "<a/>",
            paid.substring(0, paid.length() - 40),
            paid.replace("pain.002.001.10", "camt.053.001.08"),
            paid.replace("<CstmrPmtStsRpt>", "<a>".repeat(100) + "<CstmrPmtStsRpt>"),
        }) {
            assertThat(read(nonsense)).isEqualTo(new BankWord.NoAnswer());
        }
    }

    @Test
    void aFileSpeaksTheLettersOfEveryBankAndIsTheSameEachTime() {
        String file = new String(PaymentFile.of(TRANSFER), StandardCharsets.UTF_8);
        assertThat(file)
                .contains("<Nm>Soeren .AEroe. . soen</Nm>".replace("AE", "Ae"), "<Ustrd>Tak .for. aeoeaa .</Ustrd>")
                .contains("<EndToEndId>" + NAME + "<", "<InstdAmt Ccy=\"DKK\">50.25<", "<Dt>2026-11-23</Dt>");
        assertThat(PaymentFile.of(TRANSFER)).isEqualTo(PaymentFile.of(TRANSFER));
    }

    @ParameterizedTest
    @CsvSource({
        "Åse Ødegård, Aase Oedegaard",
        "Zoë Müller-Łuczak, Zoe Muller-.uczak",
        "'//Nm//', Nm",
        "李小龍, '...'",
        "'  a\tb ', a b",
        "'', ''",
    })
    void namesAreWrittenPlainly(String name, String plain) {
        assertThat(PlainText.of(name, 70)).isEqualTo(plain);
        assertThat(PlainText.of(name.repeat(50), 70)).hasSizeLessThanOrEqualTo(70);
    }

    private static BankWord read(String xml) {
        return StatusReport.read(xml.getBytes(StandardCharsets.UTF_8), TRANSFER);
    }

    private static CreditTransfer transfer(String creditor, String text) {
        return new CreditTransfer(
                ID,
                Money.of(50_25, "DKK"),
                "By Kommune",
                "DK5000400440116243",
                creditor,
                "NO9386011117947",
                false,
                text,
                Instant.parse("2026-11-23T10:00:00Z"),
                LocalDate.of(2026, 11, 23));
    }
}
