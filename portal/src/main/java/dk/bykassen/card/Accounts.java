package dk.bykassen.card;

import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Problem;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.text.Collator;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts a person may act for. Four queries, however many accounts there are. */
@Service
@Transactional(readOnly = true)
public class Accounts {

    private final AccountStore store;
    private final CardSettingsStore settings;
    private final People people;
    private final Ledger ledger;
    private final InstantSource clock;

    Accounts(AccountStore store, CardSettingsStore settings, People people, Ledger ledger, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.people = people;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The tenant's rules. @throws Problem 404 when the tenant has no prepaid accounts */
    public CardSettings settings() {
        return settings.find().orElseThrow(Problem::notFound);
    }

    /** Whose accounts {@code person} may see: the own first, then by name as the tenant's language sorts. */
    public List<MyAccount> of(long person) {
        return whole(store.linkedTo(person));
    }

    /** One of them. @throws Problem 404 when it is not hers, or not at all: the answer does not tell which */
    public MyAccount of(long person, UUID account) {
        return of(person).stream()
                .filter(mine -> mine.publicId().equals(account))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** One of them that she decides over. @throws Problem 404 also when she sees it and does not decide */
    public MyAccount decided(long person, UUID account) {
        MyAccount seen = of(person, account);
        if (!mayDecide(seen)) {
            throw Problem.notFound();
        }
        return seen;
    }

    /** The ledger accounts of those {@code holder} holds, closed ones too. */
    public List<Long> pursesOf(long holder) {
        return store.pursesOf(holder);
    }

    /**
     * Whether the viewer of {@code account} decides over it: a guardian until the child comes of age, a grown-up holder, and a
     * child nobody looks after. Whoever is linked pays in and looks on: having seen a card must not be enough to move money.
     */
    public boolean mayDecide(MyAccount account) {
        return decides(account.kind(), account.born(), () -> store.hasGuardian(account.id()));
    }

    /**
     * Whether the viewer of {@code account} may learn where its holder lives and where in town the holder is: names of
     * schools, clubs and canteens. The holder and guardians may; others only where the holder's address is not protected, and
     * they read the kind of place instead.
     */
    public boolean mayKnowWhere(MyAccount account) {
        return knowsWhere(account.kind(), account.born(), account.isProtected());
    }

    /** Everybody who acts for {@code account}, the holder first: those who must be told what happens to it. */
    public List<Acting> actingFor(long account) {
        List<AccountStore.Link> links = store.links(account);
        boolean hasGuardian = links.stream().anyMatch(link -> link.kind() == MyAccount.Kind.GUARDIAN);
        return store.find(account).flatMap(row -> people.find(row.holderId())).stream()
                .flatMap(holder -> links.stream().map(link -> acting(link, holder, hasGuardian)))
                .toList();
    }

    /** Those of them who decide over it. */
    public List<Long> deciding(long account) {
        return actingFor(account).stream()
                .filter(Acting::decides)
                .map(Acting::person)
                .toList();
    }

    private Acting acting(AccountStore.Link link, Person holder, boolean hasGuardian) {
        return new Acting(
                link.person(),
                link.kind(),
                decides(link.kind(), holder.birthDate(), () -> hasGuardian),
                knowsWhere(link.kind(), holder.birthDate(), !holder.hasPublicAddress()));
    }

    /** @param hasGuardian asked only where it matters */
    private boolean decides(MyAccount.Kind kind, @Nullable LocalDate born, BooleanSupplier hasGuardian) {
        return kind == MyAccount.Kind.HOLDER ? !isChild(born) || !hasGuardian.getAsBoolean() : looksAfter(kind, born);
    }

    private boolean knowsWhere(MyAccount.Kind kind, @Nullable LocalDate born, boolean isProtected) {
        return !isProtected || kind == MyAccount.Kind.HOLDER || looksAfter(kind, born);
    }

    /** A guardian's say ends with the day, not with the job that tidies up after it. */
    private boolean looksAfter(MyAccount.Kind kind, @Nullable LocalDate born) {
        return kind == MyAccount.Kind.GUARDIAN && (born == null || isChild(born));
    }

    private boolean isChild(@Nullable LocalDate born) {
        return Majority.isAhead(born, Tenants.current().dayOf(clock.instant()));
    }

    /** An account seen by nobody in particular, for work that no person does. */
    public Optional<MyAccount> find(long account) {
        return store.find(account).map(row -> whole(List.of(row)).getFirst());
    }

    /** The same by the id in addresses. */
    public Optional<MyAccount> byPublicId(UUID account) {
        return store.byPublicId(account).map(row -> whole(List.of(row)).getFirst());
    }

    private List<MyAccount> whole(List<AccountStore.Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Tenant tenant = Tenants.current();
        Map<Long, Person> holders =
                people.byIds(rows.stream().map(AccountStore.Row::holderId).toList());
        Map<Long, Money> balances =
                ledger.balances(rows.stream().map(AccountStore.Row::purseId).toList());
        Map<Long, List<Chip>> chips =
                store.chips(rows.stream().map(AccountStore.Row::id).toList());
        Collator names = tenant.collator();
        return rows.stream()
                .map(row -> {
                    Person holder = known(holders, row.holderId());
                    return new MyAccount(
                            row.id(),
                            row.publicId(),
                            row.number(),
                            row.holderId(),
                            holder.firstName().isEmpty() ? holder.name() : holder.firstName(),
                            holder.name(),
                            holder.birthDate(),
                            !holder.hasPublicAddress(),
                            row.kind(),
                            row.closed(),
                            row.purseId(),
                            balances.getOrDefault(row.purseId(), tenant.money(0)),
                            chips.getOrDefault(row.id(), List.of()),
                            row.autoTopUp() == null ? null : tenant.money(row.autoTopUp()));
                })
                .sorted(Comparator.comparing((MyAccount account) -> !account.isOwn())
                        .thenComparing(MyAccount::name, names)
                        .thenComparing(MyAccount::id))
                .toList();
    }

    private static Person known(Map<Long, Person> people, long id) {
        Person person = people.get(id);
        if (person == null) {
            throw new IllegalStateException("an account's holder is unknown");
        }
        return person;
    }
}
