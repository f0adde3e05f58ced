package dk.bykassen.audit;

import java.time.Instant;

/** A line of the trail as it was written. */
public record Entry(long id, Instant at, Deed deed) {

    /** Where a page that ends with this line is continued. */
    public Place place() {
        return new Place(at, id);
    }

    /**
     * A place in the trail.
     *
     * @param id parts lines of the same moment
     */
    public record Place(Instant at, long id) {}
}
