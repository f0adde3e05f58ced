package dk.bykassen.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who sits at the desk. Declared here because the frame shows it; the staff module knows the answer. */
public interface DeskViewer {

    /** The desk the requested page belongs to; empty for citizens' pages. */
    Optional<Desk> of(HttpServletRequest request);
}
