package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import java.util.Optional;

/** The pictures of those who hold accounts; the module that keeps them implements it. */
public interface HolderPictures {

    /** A JPEG for whoever must recognise the holder at a till or the desk. Empty where there is none. */
    Optional<byte[]> jpeg(long account);

    /** What the account's page may say of its picture to {@code viewer}. */
    Shown shownTo(SignedIn viewer, MyAccount account);

    /** Whether there is a picture, whether it is the viewer's own upload, and whether the viewer may change it. */
    record Shown(boolean exists, boolean isSeen, boolean mayChange) {}
}
