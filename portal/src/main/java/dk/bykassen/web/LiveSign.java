package dk.bykassen.web;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the page that says whether the portal works, from the module that knows. It tells what was last seen to work,
 * never what ought to.
 */
public interface LiveSign {

    /** What it is: {@code payments} has its words under {@code pages.status.payments}. */
    String name();

    /** Where it stands on the page, small first. */
    int order();

    /**
     * How it stands for the current tenant; empty where the tenant has no such thing. Cheap: anybody may ask, at any time. A
     * database that does not answer may be thrown: the page then says so.
     */
    Optional<Reading> read();

    enum State {
        /** Seen to work lately. */
        WORKS,
        /** Nobody has used it lately. */
        QUIET,
        /** Seen not to work, or not to be seen at all. */
        FAILS
    }

    /** @param last when it was last seen to work, where that is known */
    record Reading(State state, @Nullable Instant last) {}
}
