package dk.bykassen.simulator.bank;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The bank's word about a file: pain.002.001.10. */
final class StatusReport {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";

    private final XMLStreamWriter out;

    private StatusReport(XMLStreamWriter out) {
        this.out = out;
    }

    /** @param times how often each transfer is named: once, unless the bank stutters */
    static String of(String messageId, String instructionId, List<Payment> payments, Instant now, int times) {
        var text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            new StatusReport(out).write(messageId, instructionId, payments, now, times);
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void write(String messageId, String instructionId, List<Payment> payments, Instant now, int times)
            throws XMLStreamException {
        out.writeStartElement("Document");
        out.writeDefaultNamespace(NAMESPACE);
        begin("CstmrPmtStsRpt");
        begin("GrpHdr");
        leaf("MsgId", UUID.randomUUID().toString().replace("-", ""));
        leaf(
                "CreDtTm",
                now.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC).toString());
        end();
        begin("OrgnlGrpInfAndSts");
        leaf("OrgnlMsgId", messageId);
        leaf("OrgnlMsgNmId", "pain.001.001.09");
        leaf("GrpSts", "ACTC");
        end();
        begin("OrgnlPmtInfAndSts");
        leaf("OrgnlPmtInfId", instructionId);
        for (int time = 0; time < times; time++) {
            for (Payment payment : payments) {
                transaction(payment);
            }
        }
        end();
        end();
        end();
    }

    private void transaction(Payment payment) throws XMLStreamException {
        begin("TxInfAndSts");
        leaf("OrgnlEndToEndId", payment.order().endToEndId());
        leaf("TxSts", payment.state().code());
        String reason = payment.reason();
        if (reason != null) {
            begin("StsRsnInf");
            begin("Rsn");
            leaf("Cd", reason);
            end();
            end();
        }
        begin("OrgnlTxRef");
        begin("Amt");
        begin("InstdAmt");
        out.writeAttribute("Ccy", payment.order().currency());
        out.writeCharacters(BigDecimal.valueOf(payment.order().amount(), 2).toPlainString());
        end();
        end();
        end();
        end();
    }

    private void begin(String name) throws XMLStreamException {
        out.writeStartElement(name);
    }

    private void leaf(String name, String text) throws XMLStreamException {
        begin(name);
        out.writeCharacters(text);
        end();
    }

    private void end() throws XMLStreamException {
        out.writeEndElement();
    }
}
