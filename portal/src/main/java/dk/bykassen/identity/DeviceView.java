package dk.bykassen.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A browser somebody is signed in with.
 *
 * @param id outside the database
 * @param isHere whether it is the one that asks
 */
public record DeviceView(UUID id, Device device, Instant since, Instant lastSeen, boolean isHere) {

    /** Part of the key of the words that name it: what is known of it. */
    public String known() {
        if (device.browser().isEmpty()) {
            return device.system().isEmpty() ? "nothing" : "system";
        }
        return device.system().isEmpty() ? "browser" : "both";
    }
}
