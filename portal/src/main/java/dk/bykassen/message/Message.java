package dk.bykassen.message;

import java.util.Locale;
import java.util.UUID;

/**
 * A message as stored.
 *
 * @param attempts how often its delivery was tried
 */
record Message(
        long id,
        UUID publicId,
        Channel channel,
        Locale language,
        String address,
        Notice notice,
        boolean isQueued,
        int attempts) {

    enum Channel {
        email,
        sms
    }

    /** Never the address: records end up in logs. */
    @Override
    public String toString() {
        return "Message " + publicId;
    }
}
