package dk.bykassen.withdrawal.bank;

import com.sun.net.httpserver.HttpExchange;
import dk.bykassen.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The other side of the bank's wire, as small as a test needs it: takes files, keeps what it was given, errs on demand. */
public final class BankPeer implements AutoCloseable {

    public static final String SECRET = "bank-secret";

    /** Something to do wrong with the next call, once. */
    public enum Fault {
        /** The file is taken and the line goes dead. */
        LOST_ANSWER,
        /** The line goes dead and nothing was done. */
        LOST_REQUEST,
        ERROR500
    }

    /** File by its id, as it was first handed in. */
    private final Map<String, String> files = new ConcurrentHashMap<>();

    private final Map<String, String> words = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Wire wire = new Wire(this::answer);
    /** What is answered to everything, instead of a report; null for an honest bank. */
    public volatile @Nullable String forged;

    public volatile Runnable onCall = () -> {};

    public BankAccess access() {
        return new BankAccess(URI.create(wire.origin() + "/bank"), SECRET);
    }

    public void next(Fault fault) {
        faults.add(fault);
    }

    /** From now on the bank says this of every transfer: a status, with its reason where it is RJCT. */
    public void says(String word) {
        words.clear();
        files.keySet().forEach(id -> words.put(id, word));
        words.put("", word);
    }

    /** The files it was given, each once. */
    public List<String> files() {
        return List.copyOf(files.values());
    }

    public long count(String method) {
        return calls.stream().filter(method::equals).count();
    }

    /** A report about one transfer. */
    public static String report(String message, String transfer, String status, String reason, String amount) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>B1</MsgId></GrpHdr>\
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>\
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>%s</TxSts>%s\
                <OrgnlTxRef><Amt><InstdAmt Ccy="DKK">%s</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
                """.formatted(
                        message,
                        transfer,
                        status,
                        reason.isEmpty() ? "" : "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>",
                        amount);
    }

    @Override
    public void close() {
        wire.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(exchange.getRequestMethod());
            onCall.run();
            Fault fault = faults.poll();
            if (fault == Fault.LOST_REQUEST) {
                return;
            }
            String path = exchange.getRequestURI().getPath();
            boolean isFile = exchange.getRequestMethod().equals("POST");
            String id = isFile ? part(body, "MsgId") : path.substring(path.lastIndexOf('/') + 1);
            if (fault == Fault.ERROR500) {
                Wire.say(exchange, 500, "<html>oops</html>");
                return;
            }
            if (!("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                Wire.say(exchange, 401, "");
                return;
            }
            if (isFile) {
                String first = files.putIfAbsent(id, body);
                if (first != null && !first.equals(body)) {
                    Wire.say(exchange, 409, "");
                    return;
                }
            }
            if (fault == Fault.LOST_ANSWER) {
                return;
            }
            tell(exchange, id);
        }
    }

    private void tell(HttpExchange exchange, String id) throws IOException {
        String forgery = forged;
        String file = files.get(id);
        if (forgery != null) {
            Wire.say(exchange, 200, forgery);
        } else if (file == null) {
            Wire.say(exchange, 404, "");
        } else {
            String[] word =
                    words.getOrDefault(id, words.getOrDefault("", "PDNG")).split(" ");
            Wire.say(
                    exchange,
                    200,
                    report(id, id, word[0], word.length > 1 ? word[1] : "", part(file, "InstdAmt Ccy=\"DKK\"")));
        }
    }

    /** The text of an element that stands once in {@code xml}. */
    public static String part(String xml, String element) {
        var found = Pattern.compile("<" + element + ">([^<]*)<").matcher(xml);
        return found.find() ? found.group(1) : "";
    }
}
