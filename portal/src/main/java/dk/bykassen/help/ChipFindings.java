package dk.bykassen.help;

import static dk.bykassen.help.Found.button;
import static dk.bykassen.help.Found.contact;

import dk.bykassen.card.AccountNotes.Button;
import dk.bykassen.card.AccountNotes.Note;
import dk.bykassen.card.Chip;
import dk.bykassen.card.MyAccount;
import dk.bykassen.web.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why a till says no: the chip, the account or the money. */
final class ChipFindings {

    private ChipFindings() {}

    /** Each account has a finding: what stops its chip, or that the chip itself must be broken. */
    static List<Note> ofBroken(Seen seen) {
        List<Note> found = new ArrayList<>(seen.notes());
        for (MyAccount account : seen.accounts()) {
            Optional<Note> obstacle = obstacle(seen, account);
            obstacle.ifPresent(found::add);
            if (obstacle.isEmpty() && !seen.isNoted(account)) {
                found.add(works(seen, account));
            }
        }
        return found.isEmpty() ? List.of(noAccount(seen)) : found;
    }

    /** What would be declined again, or that nothing would. */
    static List<Note> ofDeclined(Seen seen) {
        List<Note> found = new ArrayList<>(seen.notes());
        seen.accounts().stream()
                .filter(account -> !seen.isNoted(account))
                .flatMap(account -> obstacle(seen, account).stream())
                .forEach(found::add);
        if (!found.isEmpty()) {
            return found;
        }
        return List.of(
                seen.accounts().isEmpty()
                        ? noAccount(seen)
                        : Found.ok(null, Phrase.of("help.declined.nothing"), Phrase.of("help.declined.nothing.text")));
    }

    /** What can be done about a chip that is lost or broken; an order on its way is told by those who take it. */
    static List<Note> ofNew(Seen seen) {
        List<Note> found = new ArrayList<>(seen.notes());
        for (MyAccount account : seen.accounts()) {
            if (!account.closed() && !seen.isNoted(account)) {
                found.add(account.activeChip()
                        .map(chip -> stillActive(seen, account, chip))
                        .orElseGet(() -> obstacle(seen, account).orElseGet(() -> withoutChip(seen, account))));
            }
        }
        return found.isEmpty() ? List.of(noAccount(seen)) : found;
    }

    private static Optional<Note> obstacle(Seen seen, MyAccount account) {
        return switch (account.status(seen.settings().autoThreshold())) {
            case CLOSED ->
                Optional.of(Found.bad(
                        account, Phrase.of("help.closed", account.name()), Phrase.of("help.closed.text"), contact()));
            case WITHOUT_CHIP -> Optional.of(withoutChip(seen, account));
            case BLOCKED ->
                Optional.of(account.chips().stream()
                        .filter(Chip::isBlocked)
                        // Sooner one that can be opened here.
                        .min(Comparator.comparing(Chip::isBlockedByTown))
                        .map(chip -> blocked(seen, account, chip))
                        .orElseGet(() -> withoutChip(seen, account)));
            case LOW ->
                Optional.of(Found.warn(
                        account,
                        Phrase.of("help.low", account.firstName(), account.balance()),
                        Phrase.of(account.autoTopUp() == null ? "help.low.text" : "help.low.auto"),
                        Found.topUp(account)));
            case ACTIVE -> Optional.empty();
        };
    }

    private static Note blocked(Seen seen, MyAccount account, Chip chip) {
        Phrase title = Phrase.of(seen.word("help.blocked."), account.firstName(), chip.printedAs());
        if (chip.isBlockedByTown()) {
            return Found.bad(account, title, Phrase.of("help.blocked.town"), contact());
        }
        return seen.decides(account)
                ? Found.bad(
                        account,
                        title,
                        Phrase.of("help.blocked.text"),
                        button(
                                account.page() + "/cards/" + chip.publicId() + "/activate",
                                seen.word("help.do.activate.")),
                        newOne(seen, account))
                : Found.bad(account, title, Phrase.of("help.blocked.others"), contact());
    }

    private static Note withoutChip(Seen seen, MyAccount account) {
        return Found.bad(
                account,
                Phrase.of(seen.word("help.none."), account.firstName()),
                Phrase.of(seen.word("help.none.text.")),
                seen.decides(account) ? newOne(seen, account) : contact());
    }

    private static Note stillActive(Seen seen, MyAccount account, Chip chip) {
        Button block = button(account.page() + "/cards/" + chip.publicId() + "/block", seen.word("help.do.block."));
        return Found.info(
                account,
                Phrase.of(seen.word("help.active."), account.firstName(), chip.printedAs()),
                Phrase.of(seen.word("help.active.text.")),
                seen.decides(account) ? new Button[] {block, newOne(seen, account)} : new Button[] {block});
    }

    /** Ordered there, or had from the school: the page says which. */
    private static Button newOne(Seen seen, MyAccount account) {
        return button(account.page() + "/cards", seen.word("help.do.new."));
    }

    private static Note works(Seen seen, MyAccount account) {
        return Found.ok(
                account,
                Phrase.of(seen.word("help.works."), account.firstName()),
                Phrase.of(seen.word("help.works.text."), account.balance()),
                button(Topic.NEW_CHIP.page(), seen.word("help.do.new.")),
                button(account.page(), "help.do.account"));
    }

    private static Note noAccount(Seen seen) {
        String asking = seen.askingPage();
        return Found.info(
                null,
                Phrase.of("help.no-account"),
                Phrase.of("help.no-account.text"),
                asking == null ? contact() : button(asking, "help.do.add"));
    }
}
