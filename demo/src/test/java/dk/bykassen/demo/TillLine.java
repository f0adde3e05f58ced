package dk.bykassen.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a till to the device door of a node, kept open. It says when a request has left.
 */
final class TillLine implements AutoCloseable {

    /** Longer than a node lets a purchase wait. */
    private static final int PATIENCE_MILLIS = 25_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    TillLine(int port) {
        this.port = port;
    }

    /** @param body JSON */
    record Heard(int status, Map<String, String> headers, String body) {

        boolean isReplayed() {
            return "true".equals(headers.get("idempotent-replayed"));
        }
    }

    /** Whether somebody listens, as far as one knows without asking for anything. */
    boolean isThere() {
        try {
            connected();
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /**
     * @param sent told when the whole request is on its way
     * @throws IOException when nobody knows what became of it
     */
    Heard post(String path, String key, String body, Runnable sent) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(bytes);
        boolean heard = false;
        try {
            Socket open = connected();
            open.getOutputStream().write(request.toByteArray());
            sent.run();
            Heard answer = read();
            heard = !"close".equalsIgnoreCase(answer.headers.get("connection"));
            return answer;
        } finally {
            if (!heard) {
                close();
            }
        }
    }

    private Socket connected() throws IOException {
        Socket open = socket;
        if (open != null) {
            return open;
        }
        Socket fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(PATIENCE_MILLIS);
        fresh.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
        socket = fresh;
        in = new BufferedInputStream(fresh.getInputStream());
        return fresh;
    }

    private Heard read() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"))
                ? chunks()
                : exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Heard(Integer.parseInt(status.substring(9, 12)), headers, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all.writeBytes(exactly(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = stream().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer broke off");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = stream().read(); next != '\n'; next = stream().read()) {
            if (next < 0) {
                throw new EOFException("no answer");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    private InputStream stream() throws IOException {
        InputStream open = in;
        if (open == null) {
            throw new EOFException("not connected");
        }
        return open;
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // It is what was wanted.
            }
        }
    }
}
