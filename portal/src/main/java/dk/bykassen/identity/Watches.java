package dk.bykassen.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who sees whose pages. Declared here because a member of staff sees them through a session of the citizen's portal; the
 * module that asks the citizen for leave implements it.
 */
public interface Watches {

    /** Where a member of staff goes when the citizen's pages are closed again. */
    String over();

    /** The watch in force in the request's browser; empty once either side has ended it, or time has. Asked at every page. */
    Optional<Watch> find(long id, HttpServletRequest request);

    /**
     * Writes down that a page is about to be shown; where that fails, the page is not shown.
     *
     * @param page as the routing names it, such as {@code /accounts/{id}/statement}: nobody's ids
     */
    void seen(Watch watch, SignedIn citizen, String page);
}
