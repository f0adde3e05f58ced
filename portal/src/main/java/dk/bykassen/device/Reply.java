package dk.bykassen.device;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a device's call; not to be kept by anybody on the way unless a header says so. */
public record Reply(int status, String type, Map<String, String> headers, byte[] body) {

    public static Reply json(byte[] body) {
        return new Reply(200, "application/json", Map.of(), body);
    }

    /** The same with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, more, body);
    }
}
