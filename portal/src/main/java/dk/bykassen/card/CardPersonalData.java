package dk.bykassen.card;

import dk.bykassen.identity.People;
import dk.bykassen.kernel.Bookkeeping;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.ledger.Books;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.message.Messages;
import dk.bykassen.payment.Payments;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Accounts, chips and who may act for whom; with them the ledger's movements, which know a purse and no person. The account
 * of a child goes on when a parent leaves: only what the parent had to do with it ends.
 */
@Component
class CardPersonalData implements PersonalData {

    private final Accounts accounts;
    private final CardPersonalStore store;
    private final People people;
    private final Ledger ledger;
    private final Books books;
    private final Payments payments;
    private final Messages messages;
    private final InstantSource clock;

    CardPersonalData(
            Accounts accounts,
            CardPersonalStore store,
            People people,
            Ledger ledger,
            Books books,
            Payments payments,
            Messages messages,
            InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.people = people;
        this.ledger = ledger;
        this.books = books;
        this.payments = payments;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String source() {
        return "card";
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "card.account",
                "card.chip",
                "card.link",
                "card.rule",
                "ledger.account",
                "ledger.transfer",
                "ledger.posting");
    }

    @Override
    public List<Part> parts() {
        return List.of(
                Part.of("accounts", "number", "id", "holder", "relation", "isClosed", "balance"),
                Part.of("chips", "account", "number", "printedAs", "status"),
                Part.of("links", "account", "relation", "status", "since", "until"),
                Part.of("rules", "account", "limits", "placesOff", "groupsOff", "allergens"),
                Part.of("movements", "account", "at", "kind", "amount", "after", "reference", "id"));
    }

    /** The accounts the person may act for today, as far as their pages show them: nothing of who else paid into them. */
    @Override
    public void export(Subject person, Export out) {
        List<MyAccount> mine = accounts.of(person.id());
        for (MyAccount account : mine) {
            out.row(
                    "accounts",
                    account.number(),
                    account.publicId(),
                    account.name(),
                    account.kind().name().toLowerCase(Locale.ROOT),
                    account.closed(),
                    account.balance());
        }
        for (MyAccount account : mine) {
            account.chips()
                    .forEach(chip -> out.row(
                            "chips",
                            account.number(),
                            chip.number(),
                            chip.printedAs(),
                            chip.status().name().toLowerCase(Locale.ROOT)));
        }
        store.links(person.id(), values -> out.row("links", values));
        // What somebody must not eat is told to them and to those who decide, as on the page.
        store.rules(
                mine.stream().map(MyAccount::id).toList(),
                mine.stream()
                        .filter(account -> account.isOwn() || accounts.mayDecide(account))
                        .map(MyAccount::id)
                        .toList(),
                values -> out.row("rules", values));
        for (MyAccount account : mine) {
            Set<UUID> others = paidByOthers(person, account);
            ledger.each(account.purseId(), line -> {
                boolean isAnothers = others.contains(line.groupId());
                out.row(
                        "movements",
                        account.number(),
                        line.at(),
                        line.kind().name().toLowerCase(Locale.ROOT),
                        line.amount(),
                        line.after(),
                        isAnothers ? null : line.reference(),
                        isAnothers ? null : line.groupId());
            });
        }
    }

    private Set<UUID> paidByOthers(Subject person, MyAccount account) {
        Set<UUID> others = new HashSet<>(payments.idsFor(List.of(account.purseId())));
        others.removeAll(payments.paidBy(person.id(), others));
        return others;
    }

    @Override
    public List<Point> stops(Subject person) {
        var points = new ArrayList<Point>();
        for (MyAccount account : accounts.of(person.id())) {
            points.add(
                    account.isOwn()
                            ? Point.of("card.data.stops.account", account.number())
                            : Point.of("card.data.stops.link", account.name()));
        }
        return points;
    }

    @Override
    public List<Point> unsettled(Subject person) {
        List<CardPersonalStore.Held> held = store.heldBy(person.id());
        Map<Long, Money> balances =
                ledger.balances(held.stream().map(CardPersonalStore.Held::purse).toList());
        var points = new ArrayList<Point>();
        for (CardPersonalStore.Held account : held) {
            Money balance =
                    balances.getOrDefault(account.purse(), Tenants.current().money(0));
            if (balance.minor() != 0) {
                points.add(Point.of("card.data.unsettled.balance", balance, account.number())
                        .at("/accounts/" + account.publicId() + "/withdraw", "card.data.unsettled.act"));
            }
        }
        return points;
    }

    @Override
    public List<Point> kept(Subject person) {
        return lastMovement(person).map(last -> Bookkeeping.kept("card.data.kept", last)).stream()
                .toList();
    }

    private Optional<LocalDate> lastMovement(Subject person) {
        return ledger.newest(purses(store.heldBy(person.id())), Instant.EPOCH, 1).stream()
                .map(line -> LocalDate.ofInstant(line.at(), Tenants.current().zone()))
                .findFirst();
    }

    /** Own accounts close, which the books allow when they are empty; what the person did for others ends. */
    @Override
    public void close(Subject person) {
        for (CardPersonalStore.Held held : store.heldBy(person.id())) {
            ledger.close(held.purse());
        }
        store.close(person.id(), clock.instant());
    }

    @Override
    public List<String> objections(Subject person) {
        List<CardPersonalStore.Held> held = store.heldBy(person.id());
        var found = new ArrayList<String>();
        books.differences(purses(held))
                .forEach(wrong -> found.add(
                        "the balance of ledger account " + wrong.account() + " is not the sum of its movements"));
        ledger.balances(purses(held)).forEach((purse, balance) -> {
            if (balance.minor() != 0) {
                found.add("ledger account " + purse + " is not empty");
            }
        });
        return found;
    }

    @Override
    public void erase(Subject person) {
        List<CardPersonalStore.Held> held = store.heldBy(person.id());
        List<UUID> pages = new ArrayList<>(
                held.stream().map(CardPersonalStore.Held::publicId).toList());
        pages.addAll(payments.idsFor(purses(held)));
        messages.forgetHolder(pages);
        store.erase(person.id());
    }

    private static Collection<Long> purses(List<CardPersonalStore.Held> held) {
        return held.stream().map(CardPersonalStore.Held::purse).toList();
    }
}
