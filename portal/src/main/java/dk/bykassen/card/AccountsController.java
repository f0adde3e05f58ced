package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.LocalPath;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** <i>Mine Konti</i>, one's own account and those of everybody one looks after, and the page of each. */
@Controller
class AccountsController {

    private final Accounts accounts;
    private final ChosenAccount chosen;
    private final AccountBoard board;

    AccountsController(Accounts accounts, ChosenAccount chosen, AccountBoard board) {
        this.accounts = accounts;
        this.chosen = chosen;
        this.board = board;
    }

    @GetMapping("/home")
    Answer home() {
        return SeeOther.to(ChosenAccount.areOffered() ? "/accounts" : "/");
    }

    @GetMapping("/accounts")
    Answer mine(SignedIn viewer, HttpServletRequest request) {
        List<MyAccount> mine = chosen.all(request, viewer.personId());
        AccountBoard.Board all = board.of(viewer, mine);
        return Page.of("card/accounts")
                .with("settings", accounts.settings())
                .with("mine", mine)
                .with("ownName", viewer.name())
                .with("actions", all.actions())
                .with("notes", all.notes())
                .with("facts", all.facts())
                .with("awaited", all.awaited())
                .with("asking", all.asking())
                .with("recent", all.recent());
    }

    /** All about one account, and everything that can be done with it. */
    @GetMapping("/accounts/{id}")
    Answer one(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        MyAccount account = chosen.all(request, viewer.personId()).stream()
                .filter(mine -> mine.publicId().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
        AccountBoard.Board all = board.of(viewer, List.of(account));
        return Page.of("card/one")
                .with("settings", accounts.settings())
                .with("account", account)
                .with("actions", all.actions().get(id))
                .with(
                        "notes",
                        all.notes().stream()
                                .filter(note -> id.equals(note.account()))
                                .toList())
                .with("facts", all.facts().get(id))
                .with("recent", all.recent());
    }

    /** Acts for another account from now on and goes back to the page one came from, for that account. */
    @GetMapping("/accounts/{id}/choose")
    Answer choose(SignedIn viewer, @PathVariable UUID id, @RequestParam(defaultValue = "/accounts") String to) {
        accounts.of(viewer.personId(), id);
        String page = LocalPath.orElse(to, "/accounts");
        return SeeOther.to(page.replaceFirst("^/accounts/[0-9a-f-]{36}", "/accounts/" + id));
    }
}
