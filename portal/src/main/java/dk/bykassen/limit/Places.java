package dk.bykassen.limit;

import java.util.List;
import java.util.SortedMap;

/** Where people buy. Declared here because limits speak of places; the tills' module knows them. */
public interface Places {

    /** The names of the tenant's units by the kind of place they are, such as {@code school}. */
    SortedMap<String, List<String>> byKind();
}
