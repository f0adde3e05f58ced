package dk.bykassen.simulator.bank;

import dk.bykassen.simulator.web.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A file of credit transfers as a bank reads it: strictly. */
record PaymentFile(String messageId, String instructionId, String debtor, List<Order> orders) {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    /** Max35Text, and of the letters every bank takes. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9/?:().,'+ -]{1,35}");
    /** The letters of SEPA (EPC217-08). */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/?:().,'+ -]{1,140}");

    /** @throws HttpProblem 400 with what is wrong */
    static PaymentFile read(byte[] xml) {
        Element root = parse(xml);
        require(
                "Document".equals(root.getLocalName()) && NAMESPACE.equals(root.getNamespaceURI()),
                "not a " + NAMESPACE);
        Element initiation = child(root, "CstmrCdtTrfInitn");
        Element header = child(initiation, "GrpHdr");
        Element instruction = child(initiation, "PmtInf");
        List<Order> orders = new ArrayList<>();
        for (Element transfer : children(instruction, "CdtTrfTxInf")) {
            orders.add(order(transfer));
        }
        require(text(instruction, "PmtMtd").equals("TRF"), "PmtMtd is not TRF");
        require(
                text(header, "NbOfTxs").equals(Integer.toString(orders.size())),
                "NbOfTxs is not the number of transfers");
        BigDecimal sum = orders.stream()
                .map(order -> BigDecimal.valueOf(order.amount(), 2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        require(new BigDecimal(text(header, "CtrlSum")).compareTo(sum) == 0, "CtrlSum is not the sum of the amounts");
        text(header, "CreDtTm");
        text(instruction, "ReqdExctnDt", "Dt");
        return new PaymentFile(
                id(text(header, "MsgId")),
                id(text(instruction, "PmtInfId")),
                iban(text(instruction, "DbtrAcct", "Id", "IBAN")),
                orders);
    }

    private static Order order(Element transfer) {
        Element amount = child(child(transfer, "Amt"), "InstdAmt");
        BigDecimal value = new BigDecimal(amount.getTextContent().strip());
        require(value.signum() > 0 && value.scale() <= 2, "InstdAmt is no amount");
        Element account = child(child(transfer, "CdtrAcct"), "Id");
        boolean isNemKonto = !children(account, "Othr").isEmpty();
        String number = isNemKonto ? text(account, "Othr", "Id") : iban(text(account, "IBAN"));
        require(!isNemKonto || number.matches("\\d{10}"), "a NemKonto is named by ten digits");
        String text = children(transfer, "RmtInf").isEmpty() ? "" : plain(text(transfer, "RmtInf", "Ustrd"));
        return new Order(
                id(text(transfer, "PmtId", "EndToEndId")),
                value.movePointRight(2).longValueExact(),
                amount.getAttribute("Ccy"),
                plain(text(transfer, "Cdtr", "Nm")),
                number,
                isNemKonto,
                text);
    }

    private static Element parse(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        } catch (SAXException | IOException notXml) {
            throw new HttpProblem(400, "The body is no XML a bank reads.");
        }
    }

    private static String iban(String number) {
        require(number.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}"), "an IBAN has letters and digits alone");
        String digits = (number.substring(4) + number.substring(0, 4))
                .chars()
                .mapToObj(letter -> Integer.toString(Character.getNumericValue(letter)))
                .reduce("", String::concat);
        require(
                new java.math.BigInteger(digits)
                                .mod(java.math.BigInteger.valueOf(97))
                                .intValue()
                        == 1,
                "an IBAN is wrong");
        return number;
    }

    private static String id(String text) {
        require(ID.matcher(text).matches(), "an id has 1 to 35 plain letters");
        return text;
    }

    private static String plain(String text) {
        require(PLAIN.matcher(text).matches(), "a text has letters outside the SEPA set");
        return text;
    }

    private static String text(Element parent, String... path) {
        Element at = parent;
        for (String name : path) {
            at = child(at, name);
        }
        String text = at.getTextContent().strip();
        require(!text.isEmpty(), path[path.length - 1] + " is empty");
        return text;
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        require(!found.isEmpty(), name + " is missing");
        return found.getFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new HttpProblem(400, "The file is refused: " + otherwise + ".");
        }
    }
}
