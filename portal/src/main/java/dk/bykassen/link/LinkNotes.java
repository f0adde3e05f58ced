package dk.bykassen.link;

import dk.bykassen.card.AccountNotes;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Phrase;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for the viewer's yes, and what the viewer waits for: <i>Afventer godkendelse</i>. */
@Component
@Transactional(readOnly = true)
class LinkNotes implements AccountNotes {

    private final RequestStore requests;
    private final Accounts accounts;
    private final InstantSource clock;

    LinkNotes(RequestStore requests, Accounts accounts, InstantSource clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public List<Note> of(SignedIn viewer, List<MyAccount> mine) {
        Map<Long, MyAccount> decided = mine.stream()
                .filter(account -> !account.closed() && accounts.mayDecide(account))
                .collect(Collectors.toMap(MyAccount::id, Function.identity()));
        return requests.concerning(viewer.personId(), decided.keySet(), clock.instant()).stream()
                .flatMap(request -> note(request, viewer, decided))
                .toList();
    }

    private static Stream<Note> note(Request request, SignedIn viewer, Map<Long, MyAccount> decided) {
        if (request.requester() == viewer.personId()) {
            return Stream.of(note(
                    null,
                    Tone.INFO,
                    Phrase.of("link.note.waiting", request.shown()),
                    Phrase.of("link.note.waiting.text", request.expiresAt()),
                    "link.note.waiting.see",
                    request,
                    80));
        }
        MyAccount account = request.account() == null ? null : decided.get(request.account());
        return account == null
                ? Stream.of()
                : Stream.of(note(
                        account,
                        Tone.WARN,
                        Phrase.of("link.note.asked", account.firstName()),
                        Phrase.of("link.note.asked.text", request.expiresAt()),
                        "link.note.asked.see",
                        request,
                        10));
    }

    private static Note note(
            @Nullable MyAccount account, Tone tone, Phrase title, Phrase text, String see, Request request, int order) {
        return new Note(
                account == null ? null : account.publicId(),
                tone,
                title,
                text,
                List.of(new Button(Phrase.of(see), LinksController.PAGE + "/" + request.publicId())),
                order);
    }
}
