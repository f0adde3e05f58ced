package dk.bykassen.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A connection on which a test says what it wants, right or wrong, and hears answers one by one. */
final class Line implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    Line(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        this.in = socket.getInputStream();
    }

    static Line to(int port) throws IOException {
        return new Line(new Socket("127.0.0.1", port));
    }

    /** @param headers by name, in small letters */
    record Answer(int status, Map<String, String> headers, String body) {}

    Line say(String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    void hangUp() throws IOException {
        socket.shutdownOutput();
    }

    /** The next answer, of a length that is told; one to {@code HEAD} has no body. */
    Answer hear(boolean withBody) throws IOException {
        String first = words();
        Map<String, String> headers = new HashMap<>();
        for (String header = words(); !header.isEmpty(); header = words()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = withBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        return new Answer(
                Integer.parseInt(first.split(" ")[1]),
                headers,
                new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    Answer hear() throws IOException {
        return hear(true);
    }

    /** Whether the other side has hung up, and said nothing more. */
    boolean isOver() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String words() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the door hung up after: " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
