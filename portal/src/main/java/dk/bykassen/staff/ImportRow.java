package dk.bykassen.staff;

import org.jspecify.annotations.Nullable;

/**
 * One line of a file of customers.
 *
 * @param fault what is wrong with it, the end of a message key; null where nothing is
 * @param name as the file has it; null once it is forgotten, or where none could be read
 * @param person inside the database, where somebody is known by it
 */
public record ImportRow(
        int line,
        @Nullable String fault,
        @Nullable String name,
        @Nullable Long person) {

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "ImportRow " + line;
    }
}
