package dk.bykassen.link;

import dk.bykassen.card.AccountNotes;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Phrase;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for the viewer's yes or no. */
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
    public Matter matter() {
        return Matter.APPROVAL;
    }

    @Override
    public List<Note> of(SignedIn viewer, List<MyAccount> mine) {
        Map<Long, MyAccount> decided = MyAccount.byId(mine.stream()
                .filter(account -> !account.closed() && accounts.mayDecide(account))
                .toList());
        return requests.waitingFor(decided.keySet(), clock.instant()).stream()
                .flatMap(
                        request -> Optional.ofNullable(request.account())
                                .map(decided::get)
                                .map(account -> note(request, account))
                                .stream())
                .toList();
    }

    private static Note note(Request request, MyAccount account) {
        return new Note(
                account.publicId(),
                Tone.WARN,
                Phrase.of("link.note.asked", account.firstName()),
                Phrase.of("link.note.asked.text", request.expiresAt()),
                List.of(new Button(Phrase.of("link.note.asked.see"), LinksController.PAGE + "/" + request.publicId())),
                10);
    }
}
