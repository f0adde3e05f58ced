package dk.bykassen.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Something a person must pass before going on, such as a new privacy statement. Asked at the end of every sign-in. */
public interface Gate {

    /** The path of the page to visit first; empty when nothing stands in the way. */
    Optional<String> stop(SignedIn person, HttpServletRequest request);
}
