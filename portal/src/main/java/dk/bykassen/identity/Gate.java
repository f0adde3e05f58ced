package dk.bykassen.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Something a signed-in person must see to before going on, such as a new privacy statement: a bean, its place among the
 * others given by {@link org.springframework.core.annotation.Order}. Asked at the end of every sign-in.
 */
public interface Gate {

    /** The path of the page to visit first, without a query; empty when nothing stands in the way. */
    Optional<String> stop(SignedIn person, HttpServletRequest request);

    /**
     * What is asked for now, such as a version, where the gate stands before every page as well; empty where it is asked
     * after a sign-in alone. Whoever has passed is not asked again in that session while this stays the same. Called for
     * every page: answered from memory.
     */
    default String mark() {
        return "";
    }
}
