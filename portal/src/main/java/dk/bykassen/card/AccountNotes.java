package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Phrase;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A module's part of what needs somebody's attention on <i>Mine Konti</i> and an account's page, declared as a bean. */
public interface AccountNotes {

    /** What to tell {@code viewer} about {@code accounts}, in any order: one query at most, however many accounts. */
    List<Note> of(SignedIn viewer, List<MyAccount> accounts);

    /** What its notes are about, for the page of the help that looks into it. */
    default Matter matter() {
        return Matter.OTHER;
    }

    /** What notes can be about. */
    enum Matter {
        /** A purchase a till declined. */
        DECLINED,
        /** A standing order that waits, is paused or has ended. */
        AUTOMATIC_TOP_UP,
        /** Who may act for an account. */
        APPROVAL,
        /** A new chip or card. */
        NEW_CHIP,
        OTHER
    }

    /** How urgent it is; the page says it with an icon too, never by colour alone. */
    enum Tone {
        /** Something stopped or was refused. */
        BAD,
        /** Something will go wrong unless somebody acts. */
        WARN,
        /** Something is under way. */
        INFO,
        /** Something went well. */
        OK
    }

    /**
     * @param account whose page shows it too; null when it is about none in particular
     * @param title what is the matter, in a few words, with the name where there are several accounts
     * @param text what it means and what happens next; null when the title says it all
     * @param buttons what mends it, the best first
     * @param order among notes of the same tone, small first
     */
    record Note(
            @Nullable UUID account,
            Tone tone,
            Phrase title,
            @Nullable Phrase text,
            List<Button> buttons,
            int order) {}

    /** A way to mend what a note tells. */
    record Button(Phrase label, String href) {}
}
