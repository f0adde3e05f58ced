package dk.bykassen.staff;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of customers and how far it has come.
 *
 * @param member who sent it
 * @param ignored headings that mean nothing here
 * @param lines customers in the file, as counted when it came
 * @param tally of the lines read so far
 */
public record CustomerImport(
        long id,
        UUID publicId,
        long member,
        String memberName,
        String fileName,
        State state,
        List<String> ignored,
        int lines,
        Instant uploadedAt,
        @Nullable Instant finishedAt,
        Tally tally) {

    public enum State {
        /** A job reads the file and compares it with who is known. */
        READING,
        /** Read and shown; nobody has been made known. */
        READY,
        /** Somebody said so; a job makes customers known. */
        IMPORTING,
        DONE
    }

    /** How many lines are what; together they are all that was read. */
    public record Tally(int fresh, int known, int faulty, int imported) {
        public int sum() {
            return fresh + known + faulty + imported;
        }
    }

    public boolean isUnderWay() {
        return state == State.READING || state == State.IMPORTING;
    }

    /** How much of the work under way is done, in lines. */
    public int done() {
        return state == State.IMPORTING ? tally.imported() : tally.sum();
    }

    /** How much there is to do, in lines. */
    public int toDo() {
        return state == State.IMPORTING ? tally.imported() + tally.fresh() : lines;
    }

    public String words() {
        return "staff.import.state." + state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
