package dk.bykassen.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Who looks at a page. Declared here because every page shows it; the identity module knows the answer. */
public interface Viewer {

    /** The signed-in person behind the request, if any; asks the database at most once a request. */
    Optional<Person> of(HttpServletRequest request);

    /** The token every unsafe form of a signed-in person must carry; empty for strangers. */
    String csrfToken(HttpServletRequest request);

    /**
     * @param id inside the database
     * @param publicId outside
     * @param sessionEnds when the session ends if nothing more happens
     */
    record Person(long id, UUID publicId, String firstName, String lastName, Instant sessionEnds) {
        public String name() {
            return (firstName + " " + lastName).strip();
        }
    }
}
