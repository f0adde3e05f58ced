package dk.bykassen.profile;

import dk.bykassen.identity.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One way to reach somebody, as they see it.
 *
 * @param address as people read it; null where there is none
 * @param isConfirmed whether a code proved it
 * @param isWaiting whether a code is on its way
 * @param patience how long until the next code may be sent; zero for at once
 */
public record ContactView(
        Channel channel, @Nullable String address, boolean isConfirmed, boolean isWaiting, Duration patience) {

    /** Begins the names of its fields and the keys of its words. */
    public String code() {
        return channel.code();
    }

    /** Message key of the wait in words; seconds below a minute, then whole minutes upwards. */
    public static String waitKey(Duration wait) {
        return wait.compareTo(Duration.ofMinutes(1)) < 0 ? "profile.wait.seconds" : "profile.wait.minutes";
    }

    public static long waitUnits(Duration wait) {
        return wait.compareTo(Duration.ofMinutes(1)) < 0
                ? Math.max(1, wait.toSeconds())
                : wait.plusSeconds(59).toMinutes();
    }

    /** Never the address: records end up in logs. */
    @Override
    public String toString() {
        return "ContactView " + channel;
    }
}
