package dk.bykassen.till;

import dk.bykassen.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/** Reads a device's request body, which is small. */
final class Body {

    private static final int MOST = 64 * 1024;
    /** How much of a body that is too large is read and thrown away, so that the device hears why before the line closes. */
    private static final long HEARD_OUT = 32L * 1024 * 1024;

    private Body() {}

    /** @throws Problem 413 when it is larger than 64 KB, 400 when it ends before it should */
    static byte[] of(HttpServletRequest request) {
        try (InputStream in = request.getInputStream()) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                hearOut(in);
                throw new Problem(413, "body-too-large", "The body is larger than 64 KB.");
            }
            return bytes;
        } catch (IOException e) {
            throw new Problem(400, "body-incomplete", "The body ended before it should.");
        }
    }

    private static void hearOut(InputStream in) throws IOException {
        byte[] thrownAway = new byte[8192];
        long heard = 0;
        int read = 0;
        while (read >= 0 && heard < HEARD_OUT) {
            read = in.read(thrownAway);
            heard += read;
        }
    }
}
