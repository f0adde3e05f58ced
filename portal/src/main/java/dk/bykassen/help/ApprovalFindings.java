package dk.bykassen.help;

import static dk.bykassen.help.Found.button;
import static dk.bykassen.help.Found.contact;

import dk.bykassen.card.AccountNotes.Note;
import dk.bykassen.web.Phrase;
import java.util.ArrayList;
import java.util.List;

/** What waits for somebody's yes. */
final class ApprovalFindings {

    private ApprovalFindings() {}

    static List<Note> of(Seen seen) {
        List<Note> found = new ArrayList<>(seen.notes());
        seen.awaited()
                .forEach(request -> found.add(Found.info(
                        null,
                        Phrase.of("help.approval.waits", request.number()),
                        Phrase.of("help.approval.waits.text", request.until()),
                        button(request.href(), "help.do.request"))));
        String asking = seen.askingPage();
        return found.isEmpty()
                ? List.of(Found.ok(
                        null,
                        Phrase.of("help.approval.none"),
                        Phrase.of("help.approval.none.text"),
                        asking == null ? contact() : button(asking, "help.do.add")))
                : found;
    }
}
