package dk.bykassen.identity;

import dk.bykassen.web.Wording;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a module tells those who serve a person about them; a bean per panel of the desk's page of a citizen. */
public interface PersonPanel {

    /** Where it stands among all panels, small first. */
    int order();

    /** @param words in the reader's language */
    Panel of(Person person, Wording words);

    /**
     * @param title message key
     * @param none message key of what is said where there are no rows
     */
    record Panel(String title, List<Row> rows, String none) {}

    /**
     * A line, in the reader's words already.
     *
     * @param note small beside or below, or null
     * @param offer what may be done about it by whoever may change people, or null
     */
    record Row(
            String label,
            String text,
            @Nullable String note,
            @Nullable Offer offer) {

        public Row(String label, String text, @Nullable String note) {
            this(label, text, note, null);
        }
    }

    /**
     * @param act name of a {@link PersonAct}
     * @param thing what it is done to
     * @param label in the reader's words
     */
    record Offer(String act, UUID thing, String label) {}
}
