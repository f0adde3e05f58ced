package dk.bykassen.withdrawal.bank;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * One credit transfer as a file: ISO 20022 pain.001.001.09, the elements in the order its schema wants. The same transfer
 * makes the same bytes. How a NemKonto is named differs between banks and is to be confirmed with each.
 */
final class PaymentFile {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static final int NAME = 70;
    private static final int TEXT = 140;

    private final XMLStreamWriter out;

    private PaymentFile(XMLStreamWriter out) {
        this.out = out;
    }

    static byte[] of(CreditTransfer transfer) {
        var bytes = new ByteArrayOutputStream(2048);
        try {
            XMLStreamWriter out =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            new PaymentFile(out).document(transfer);
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private void document(CreditTransfer transfer) throws XMLStreamException {
        String sum = amount(transfer);
        out.writeStartElement("Document");
        out.writeDefaultNamespace(NAMESPACE);
        begin("CstmrCdtTrfInitn");
        begin("GrpHdr");
        leaf("MsgId", transfer.name());
        leaf(
                "CreDtTm",
                transfer.madeAt()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .atOffset(ZoneOffset.UTC)
                        .toString());
        leaf("NbOfTxs", "1");
        leaf("CtrlSum", sum);
        begin("InitgPty");
        leaf("Nm", PlainText.of(transfer.debtor(), NAME));
        end(2);
        begin("PmtInf");
        leaf("PmtInfId", transfer.name());
        leaf("PmtMtd", "TRF");
        leaf("NbOfTxs", "1");
        leaf("CtrlSum", sum);
        begin("ReqdExctnDt");
        leaf("Dt", transfer.day().toString());
        end(1);
        debtor(transfer);
        transaction(transfer, sum);
        end(3);
    }

    private void debtor(CreditTransfer transfer) throws XMLStreamException {
        begin("Dbtr");
        leaf("Nm", PlainText.of(transfer.debtor(), NAME));
        end(1);
        begin("DbtrAcct");
        begin("Id");
        leaf("IBAN", transfer.debtorIban());
        end(1);
        leaf("Ccy", transfer.amount().currency().getCurrencyCode());
        end(1);
        begin("DbtrAgt");
        begin("FinInstnId");
        begin("Othr");
        // The bank knows its own account; the schema wants an agent all the same.
        leaf("Id", "NOTPROVIDED");
        end(3);
    }

    private void transaction(CreditTransfer transfer, String sum) throws XMLStreamException {
        begin("CdtTrfTxInf");
        begin("PmtId");
        leaf("EndToEndId", transfer.name());
        end(1);
        begin("Amt");
        begin("InstdAmt");
        out.writeAttribute("Ccy", transfer.amount().currency().getCurrencyCode());
        out.writeCharacters(sum);
        end(2);
        begin("Cdtr");
        leaf("Nm", PlainText.of(transfer.creditor(), NAME));
        end(1);
        begin("CdtrAcct");
        begin("Id");
        if (transfer.isNemKonto()) {
            begin("Othr");
            leaf("Id", transfer.number());
            begin("SchmeNm");
            leaf("Prtry", "NEMKONTO");
            end(2);
        } else {
            leaf("IBAN", transfer.number());
        }
        end(2);
        String text = PlainText.of(transfer.text(), TEXT);
        if (!text.isEmpty()) {
            begin("RmtInf");
            leaf("Ustrd", text);
            end(1);
        }
        end(1);
    }

    private static String amount(CreditTransfer transfer) {
        return BigDecimal.valueOf(
                        transfer.amount().minor(), transfer.amount().currency().getDefaultFractionDigits())
                .toPlainString();
    }

    private void begin(String name) throws XMLStreamException {
        out.writeStartElement(name);
    }

    private void leaf(String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private void end(int elements) throws XMLStreamException {
        for (int element = 0; element < elements; element++) {
            out.writeEndElement();
        }
    }
}
