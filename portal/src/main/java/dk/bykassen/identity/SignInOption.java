package dk.bykassen.identity;

import dk.bykassen.web.Form;
import dk.bykassen.web.Frame;
import gg.jte.Content;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A way to sign in besides the eIDs. Declared here because the sign-in page shows it and a person may have several ways. */
public interface SignInOption {

    /** What sessions say they began with, such as {@code password}; no provider has this id. */
    String way();

    /** Message key of its name in a sentence's middle, such as "adgangskode". */
    String label();

    /** Whether the current tenant lets people sign in this way. */
    boolean offered();

    /**
     * What the sign-in page shows: a form of its own that ends in {@link Sessions#arrive}.
     *
     * @param form what was typed and what was wrong with it
     * @param to where to go afterwards; the form hands it on
     */
    Content content(Frame f, Form form, String to);

    /** This way as {@code person} has it; empty when they do not. */
    Optional<Bound> boundTo(long person);

    /** The path of the page where a person changes it, or sets it up for the first time. */
    String page();

    /** Takes it from {@code person}, in the caller's transaction. */
    void remove(long person);

    /**
     * @param lastUsed null when it was never used, or nobody wrote it down
     */
    record Bound(Instant since, @Nullable Instant lastUsed) {}
}
