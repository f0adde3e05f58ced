package dk.bykassen.help;

import static dk.bykassen.help.Found.button;
import static dk.bykassen.help.Found.contact;

import dk.bykassen.card.AccountNotes.Note;
import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.web.Phrase;
import java.util.ArrayList;
import java.util.List;

/** Whether money comes by itself. Why an order stopped is told by those who keep it. */
final class TopUpFindings {

    private TopUpFindings() {}

    static List<Note> of(Seen seen) {
        List<Note> found = new ArrayList<>(seen.notes());
        seen.accounts().stream()
                .filter(account -> !seen.isNoted(account))
                .map(account -> finding(seen, account))
                .forEach(found::add);
        return found.isEmpty()
                ? List.of(Found.info(null, Phrase.of("help.no-account"), Phrase.of("help.no-account.text"), contact()))
                : found;
    }

    private static Note finding(Seen seen, MyAccount account) {
        Money amount = account.autoTopUp();
        String page = account.page() + "/auto-top-up";
        if (account.closed()) {
            return Found.bad(
                    account, Phrase.of("help.closed", account.name()), Phrase.of("help.closed.text"), contact());
        }
        if (amount == null) {
            return Found.info(
                    account,
                    Phrase.of("help.auto.none", account.firstName()),
                    Phrase.of("help.auto.none.text"),
                    button(page, "help.do.auto"));
        }
        return account.isUsable()
                ? Found.ok(
                        account,
                        Phrase.of("help.auto.on", account.firstName()),
                        Phrase.of("help.auto.on.text", amount, seen.settings().autoThreshold(), account.balance()),
                        button(page, "help.do.see-auto"))
                : Found.warn(
                        account,
                        Phrase.of("help.auto.waits", account.firstName()),
                        Phrase.of(seen.word("help.auto.waits.text.")),
                        button(account.page(), "help.do.account"));
    }
}
