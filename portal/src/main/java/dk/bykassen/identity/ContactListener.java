package dk.bykassen.identity;

import org.jspecify.annotations.Nullable;

/**
 * Told, in the same transaction, when somebody's address is proved or changed: sign-in names follow it. Whoever proved an
 * address last owns it; a recycled mobile number must never open the account of the one who had it before.
 */
public interface ContactListener {

    /** A code sent to {@code address} came back from {@code person}: from now on it is theirs and nobody else's. */
    void proved(long person, Channel channel, String address);

    /** The address is another one, or none, and not proved yet. */
    void changed(long person, Channel channel, @Nullable String old, @Nullable String now);
}
