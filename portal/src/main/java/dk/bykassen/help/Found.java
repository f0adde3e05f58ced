package dk.bykassen.help;

import dk.bykassen.card.AccountNotes.Button;
import dk.bykassen.card.AccountNotes.Note;
import dk.bykassen.card.AccountNotes.Tone;
import dk.bykassen.card.MyAccount;
import dk.bykassen.web.Phrase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings, written shortly. */
final class Found {

    private static final String CONTACT = "/contact";

    private Found() {}

    static Note bad(@Nullable MyAccount account, Phrase title, Phrase text, Button... buttons) {
        return note(Tone.BAD, account, title, text, buttons);
    }

    static Note warn(@Nullable MyAccount account, Phrase title, Phrase text, Button... buttons) {
        return note(Tone.WARN, account, title, text, buttons);
    }

    static Note info(@Nullable MyAccount account, Phrase title, Phrase text, Button... buttons) {
        return note(Tone.INFO, account, title, text, buttons);
    }

    static Note ok(@Nullable MyAccount account, Phrase title, Phrase text, Button... buttons) {
        return note(Tone.OK, account, title, text, buttons);
    }

    static Button button(String href, String label, Object... arguments) {
        return new Button(Phrase.of(label, arguments), href);
    }

    static Button contact() {
        return button(CONTACT, "help.do.contact");
    }

    static Button topUp(MyAccount account) {
        return button(account.page() + "/top-up", "help.do.top-up", account.firstName());
    }

    private static Note note(Tone tone, @Nullable MyAccount account, Phrase title, Phrase text, Button... buttons) {
        return new Note(account == null ? null : account.publicId(), tone, title, text, List.of(buttons), 50);
    }
}
