package dk.bykassen.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to write to somebody that a code can prove to be theirs. */
public enum Channel {
    EMAIL,
    SMS;

    /** In tables, addresses and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> coded(String code) {
        return Arrays.stream(values())
                .filter(channel -> channel.code().equals(code))
                .findFirst();
    }

    public Channel other() {
        return this == EMAIL ? SMS : EMAIL;
    }
}
