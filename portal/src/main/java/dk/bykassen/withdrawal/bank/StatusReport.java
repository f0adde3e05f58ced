package dk.bykassen.withdrawal.bank;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads pain.002 (any version) as somebody reads a letter that may be forged: no document type, no entities, and believed
 * only where it speaks of our file, our transfer and our amount. A report that says two things about one transfer says
 * nothing.
 *
 * @see <a href="https://www.iso20022.org/catalogue-messages/iso-20022-messages-archive">ISO 20022: payments initiation</a>
 */
final class StatusReport {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.";
    private static final int DEEPEST = 24;
    /** ACSC: settled on the debtor's account; ACCC: on the creditor's as well. Whatever else was accepted may still be refused. */
    private static final Set<String> PAID = Set.of("ACSC", "ACCC");

    /**
     * AM05, DU01 to DU05: refused because the bank has it already. That is about the repeat; the first one may well be paid.
     */
    private static final Set<String> HAS_IT = Set.of("AM05", "DU01", "DU02", "DU03", "DU04", "DU05");

    /** What one transaction block says. */
    private static final class Line {
        private @Nullable String endToEndId;
        private @Nullable String status;
        private String reason = "";
        private @Nullable String amount;
        private @Nullable String currency;
    }

    private @Nullable String messageId;
    private @Nullable String groupStatus;
    private String groupReason = "";
    private final List<Line> lines = new ArrayList<>();

    private StatusReport() {}

    /** What the report says about {@code transfer}; no answer where it says nothing that can be believed. */
    static BankWord read(byte[] xml, CreditTransfer transfer) {
        try {
            var report = new StatusReport();
            report.parse(xml);
            return report.wordAbout(transfer);
        } catch (XMLStreamException notXml) {
            return new BankWord.NoAnswer();
        }
    }

    private BankWord wordAbout(CreditTransfer transfer) {
        if (!transfer.name().equals(messageId)) {
            return new BankWord.NoAnswer();
        }
        if (lines.isEmpty()) {
            // A file that cannot be read is refused whole; accepted whole it is only under way.
            return groupStatus == null ? new BankWord.NoAnswer() : word(groupStatus, groupReason, false);
        }
        List<BankWord> words = lines.stream()
                .map(line -> word(line, transfer))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return words.size() == 1 ? words.getFirst() : new BankWord.NoAnswer();
    }

    /** Empty where the line is about another transfer; no answer where it is about another amount. */
    private static Optional<BankWord> word(Line line, CreditTransfer transfer) {
        if (!transfer.name().equals(line.endToEndId)) {
            return Optional.empty();
        }
        if (line.status == null || !fits(line, transfer)) {
            return Optional.of(new BankWord.NoAnswer());
        }
        return Optional.of(word(line.status, line.reason, true));
    }

    private static boolean fits(Line line, CreditTransfer transfer) {
        if (line.amount == null) {
            return true;
        }
        try {
            BigDecimal ours = BigDecimal.valueOf(
                    transfer.amount().minor(), transfer.amount().currency().getDefaultFractionDigits());
            return new BigDecimal(line.amount).compareTo(ours) == 0
                    && Objects.equals(
                            line.currency, transfer.amount().currency().getCurrencyCode());
        } catch (NumberFormatException noAmount) {
            return false;
        }
    }

    private static BankWord word(String status, String reason, boolean aboutTheTransfer) {
        if (status.equals("RJCT") && !HAS_IT.contains(reason)) {
            return new BankWord.Rejected(reason.matches("[A-Z0-9]{1,4}") ? reason : "");
        }
        return aboutTheTransfer && PAID.contains(status) ? new BankWord.Paid() : new BankWord.Pending();
    }

    private void parse(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("a report asks for nothing");
        });
        XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        Deque<String> path = new ArrayDeque<>();
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION ->
                    throw new XMLStreamException("a report has no document type");
                case XMLStreamConstants.START_ELEMENT -> {
                    enter(in, path);
                    path.addLast(in.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS -> note(path, in.getText().strip());
                case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                default -> {}
            }
        }
    }

    private void enter(XMLStreamReader in, Deque<String> path) throws XMLStreamException {
        String namespace = in.getNamespaceURI();
        if (path.size() >= DEEPEST || namespace == null || !namespace.startsWith(NAMESPACE)) {
            throw new XMLStreamException("not a report of payments");
        }
        if (in.getLocalName().equals("TxInfAndSts")) {
            lines.add(new Line());
        } else if (in.getLocalName().equals("InstdAmt") && !lines.isEmpty()) {
            lines.getLast().currency = in.getAttributeValue(null, "Ccy");
        }
    }

    private void note(Deque<String> path, String text) {
        if (text.isEmpty()) {
            return;
        }
        String at = String.join("/", path);
        if (at.equals("Document/CstmrPmtStsRpt/OrgnlGrpInfAndSts/OrgnlMsgId")) {
            messageId = text;
        } else if (at.equals("Document/CstmrPmtStsRpt/OrgnlGrpInfAndSts/GrpSts")) {
            groupStatus = text;
        } else if (at.equals("Document/CstmrPmtStsRpt/OrgnlGrpInfAndSts/StsRsnInf/Rsn/Cd")) {
            groupReason = text;
        } else if (at.startsWith("Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts/TxInfAndSts/") && !lines.isEmpty()) {
            note(lines.getLast(), at.substring(at.indexOf("TxInfAndSts/") + "TxInfAndSts/".length()), text);
        }
    }

    private static void note(Line line, String field, String text) {
        switch (field) {
            case "OrgnlEndToEndId" -> line.endToEndId = text;
            case "TxSts" -> line.status = text;
            case "StsRsnInf/Rsn/Cd" -> line.reason = text;
            case "OrgnlTxRef/Amt/InstdAmt" -> line.amount = text;
            default -> {}
        }
    }
}
