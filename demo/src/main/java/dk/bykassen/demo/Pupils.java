package dk.bykassen.demo;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenants;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pupils with chips and money for a school day, as many as a scenario wants. The class fund's keeper may act for all of
 * them, which is also how they are found again, and pays for them with one stored card.
 */
@Component
class Pupils {

    /** Below this a pupil is given more, so that most lunches of the next scenario can be bought. */
    private static final long ENOUGH = 100_00;

    private static final long POCKET_MONEY = 200_00;
    /** So many of the first pupils have lost a chip before, and it was blocked. */
    private static final int CARELESS = 5;

    private static final List<String> FIRST_NAMES = List.of("""
            Agnes Aksel Alma Anton Asta August Aya Bertram Clara Carl Ella Elias Ellen Emma Felix Freja Frida
            Hugo Ida Ibrahim Johan Josefine Karla Konrad Laura Liam Luna Malthe Mille Noah Nora Oscar Saga Silas
            Sofia Storm Theo Viggo Villads Yasmin
            """.strip().split("\\s+"));
    private static final List<String> LAST_NAMES = List.of("""
            Agger Bak Birk Bro Dahl Eskesen Falk Fog Gade Gram Hald Holst Juhl Kjær Krog Lange Lauge Mose Munk
            Nygaard Ravn Rosen Skov Stage Toft Vang Vinther
            """.strip().split("\\s+"));

    private final People people;
    private final Accounts accounts;
    private final Issuing issuing;
    private final Deposits deposits;
    private final TransactionTemplate transactions;

    Pupils(People people, Accounts accounts, Issuing issuing, Deposits deposits, TransactionTemplate transactions) {
        this.people = people;
        this.accounts = accounts;
        this.issuing = issuing;
        this.deposits = deposits;
        this.transactions = transactions;
    }

    /**
     * What pupils hold to a till.
     *
     * @param chips what each has to spend, in minor units
     * @param blocked chips that were lost once
     */
    record Chips(Map<String, Long> chips, List<String> blocked) {}

    /** The first {@code count} pupils of the town that is bound, made where they are missing. */
    synchronized Chips withMoney(int count) throws InterruptedException {
        long keeper = keeper();
        Map<String, MyAccount> known = byNumber(keeper);
        for (int number = 1; number <= count; number++) {
            if (!known.containsKey(accountNumber(number))) {
                open(number, keeper);
            }
        }
        List<MyAccount> pupils = byNumber(keeper).values().stream()
                .filter(MyAccount::isUsable)
                .limit(count)
                .toList();
        fill(pupils.stream().filter(Pupils::isPoor).toList(), keeper);
        Map<String, Long> chips = new LinkedHashMap<>();
        List<String> blocked = new ArrayList<>();
        for (MyAccount account : pupils) {
            long money = account.balance().minor() + (isPoor(account) ? POCKET_MONEY : 0);
            account.activeChip().ifPresent(chip -> chips.put(chip.number(), money));
            account.chips().stream().filter(chip -> !chip.isActive()).forEach(chip -> blocked.add(chip.number()));
        }
        return new Chips(chips, blocked);
    }

    private static boolean isPoor(MyAccount account) {
        return account.balance().minor() < ENOUGH;
    }

    private void fill(List<MyAccount> poor, long keeper) throws InterruptedException {
        if (poor.isEmpty()) {
            return;
        }
        long card = deposits.storeCard(keeper, "Klara Kasse", poor.getFirst().publicId());
        Money fee = accounts.settings().topUpFee();
        for (MyAccount account : poor) {
            Money money = Tenants.current().money(POCKET_MONEY);
            deposits.pay(account, keeper, card, money, fee, "pocket money " + UUID.randomUUID());
        }
    }

    private long keeper() {
        PersonNumber number = PersonNumber.danish("610170-1018").orElseThrow();
        return people.byNumber(number)
                .orElseGet(() -> people.create(
                        NewPerson.named("Klara", "Kasse", Tenants.current().language())
                                .withNumber(number)))
                .id();
    }

    private SortedMap<String, MyAccount> byNumber(long keeper) {
        SortedMap<String, MyAccount> found = new TreeMap<>();
        accounts.of(keeper).forEach(account -> found.put(account.number(), account));
        return found;
    }

    private void open(int number, long keeper) {
        String first = FIRST_NAMES.get(number % FIRST_NAMES.size());
        String last = LAST_NAMES.get(number % LAST_NAMES.size());
        LocalDate born = LocalDate.of(2010 + number % 9, 1 + number % 12, 1 + number % 28);
        transactions.executeWithoutResult(status -> {
            long holder = people.create(
                            NewPerson.named(first, last, Tenants.current().language())
                                    .withBirthDate(born))
                    .id();
            long account = issuing.open(holder, accountNumber(number));
            if (number <= CARELESS) {
                String lost = "B0%06X".formatted(number);
                issuing.issue(account, lost, lost);
                issuing.block(lost);
            }
            String chip = "C0%06X".formatted(number);
            issuing.issue(account, chip, chip);
            issuing.link(keeper, account, MyAccount.Kind.LINKED);
        });
    }

    private static String accountNumber(int number) {
        return "3" + "%05d".formatted(number);
    }
}
