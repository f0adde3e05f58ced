package dk.bykassen.audit;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
    public record Place(Instant at, long id) {

        /** As it stands in an address. */
        public String written() {
            return at + "_" + id;
        }

        /** Null where the text is no place; whoever typed it begins at the first page. */
        public static @Nullable Place read(String written) {
            String[] parts = written.split("_", 2);
            try {
                return parts.length == 2 ? new Place(Instant.parse(parts[0]), Long.parseLong(parts[1])) : null;
            } catch (DateTimeException | NumberFormatException notAPlace) {
                return null;
            }
        }
    }
}
