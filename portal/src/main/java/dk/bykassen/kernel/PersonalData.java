package dk.bykassen.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One module's answer for what it keeps about people: what it is, what of it a person gets to read, and what becomes of it
 * when they leave. A bean of each module that keeps such data. Every table of a tenant is named by exactly one of these beans
 * or is known to hold nobody's data; a test walks the database and fails for any other.
 *
 * <p>A module may name tables of a module below it where only the upper one knows whose rows they are: a purse is found
 * through the account of module card.
 *
 * <p>Its words stand in the module's own message file, in every language:
 *
 * <ul>
 *   <li>{@code <source>.data}: what this is, as a heading
 *   <li>{@code <source>.data.origin}: where it comes from
 *   <li>{@code <source>.data.purpose}: what it is kept for
 *   <li>{@code <source>.data.basis}: the legal basis
 *   <li>{@code <source>.data.term}: how long it is kept
 *   <li>{@code <source>.data.<part>}: a part's heading
 *   <li>{@code <source>.data.<part>.<field>}: a field's meaning, in a few words; it heads the column for reading
 * </ul>
 *
 * <p>Every method but {@link #source}, {@link #tables} and {@link #parts} is called in a transaction of the tenant.
 */
public interface PersonalData {

    /** Lower case, stable: names the archive's file and begins the keys of its words. */
    String source();

    /** Such as {@code payment.stored_card}; the parent of a partitioned table stands for its partitions. */
    Set<String> tables();

    /** What the export shows, in reading order. */
    List<Part> parts();

    /**
     * Writes down everything about {@code person}, part by part in the order of {@link #parts}. Set-based: what it asks the
     * database may not grow with the number of rows but by the hundreds. Nothing of another person's beyond what the
     * portal's pages show {@code person} of them; the names of staff who looked may stand in it.
     */
    void export(Subject person, Export out);

    /** What ends when the account is deleted: standing payments, stored cards, links to other people's accounts. */
    default List<Point> stops(Subject person) {
        return List.of();
    }

    /** What has to be settled first: money that is still owed, a payment nobody has decided. Asked again when the time has come. */
    default List<Point> unsettled(Subject person) {
        return List.of();
    }

    /** What a law keeps although the person leaves, and until when. */
    default List<Point> kept(Subject person) {
        return List.of();
    }

    /**
     * The time to undo has run out: nobody can act as that person from now on, and nothing goes on in their name. Called
     * for all modules in one transaction, before anything is erased.
     */
    default void close(Subject person) {}

    /**
     * The check before erasing: what does not agree with what is kept elsewhere. While there is any, {@link #erase} is not
     * called, the module's data stay whole, staff are told these words, and the check is made again another day.
     *
     * @return in plain English for staff and the audit trail, without anything personal; empty when all agrees
     */
    default List<String> objections(Subject person) {
        return List.of();
    }

    /**
     * Deletes what nobody has to keep and takes out of the rest whatever tells who it was. Repeated, it does nothing more.
     * A child's account goes on when the parent who looked after it leaves. The module identity is asked last, so that the
     * others can still look the person up.
     */
    void erase(Subject person);

    /**
     * Whose data.
     *
     * @param id inside the database
     * @param publicId in addresses and the audit trail
     */
    record Subject(long id, UUID publicId) {}

    /**
     * One table of an export.
     *
     * @param name lower case with hyphens, such as {@code stored-cards}
     * @param fields their names in camel case, such as {@code lastFour}
     */
    record Part(String name, List<String> fields) {

        public static Part of(String name, String... fields) {
            return new Part(name, List.of(fields));
        }
    }

    /**
     * What is no text, such as a picture; it becomes a file of its own in the archive, named in the row.
     *
     * @param name unique within the source
     */
    record Attachment(String name, byte[] content) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Attachment same && name.equals(same.name) && Arrays.equals(content, same.content);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Takes an export's rows. */
    interface Export {

        /**
         * Adds a row.
         *
         * @param part the name of a part; its rows come together
         * @param values one for each of the part's fields: texts, numbers, truth values, {@link Money}, instants (also as
         *     {@link java.sql.Timestamp}), local dates, ids, lists and maps of these, an {@link Attachment}, or null
         */
        void row(String part, @Nullable Object... values);
    }

    /**
     * A sentence for the person.
     *
     * @param text message key
     * @param arguments texts, {@link Money} or local dates, written as the reader's language writes them
     * @param href where to see to it, or null
     * @param act message key of what that link says; null without one
     */
    record Point(
            String text,
            List<Object> arguments,
            @Nullable String href,
            @Nullable String act) {

        public static Point of(String text, Object... arguments) {
            return new Point(text, List.of(arguments), null, null);
        }

        /** The same with a link. */
        public Point at(String path, String label) {
            return new Point(text, arguments, path, label);
        }
    }
}
