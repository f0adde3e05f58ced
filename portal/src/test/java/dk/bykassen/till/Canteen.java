package dk.bykassen.till;

import dk.bykassen.TestTown;
import dk.bykassen.card.Issuing;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Books;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.Proof;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A tenant of its own with a unit, a till, and as many chips as a story needs. */
public final class Canteen {

    private static final AtomicInteger CHIPS = new AtomicInteger();

    private final ApplicationContext portal;
    public final Tenant town;
    final UUID unit;
    final Tills.AddedTill till;
    private final Device device;

    private Canteen(ApplicationContext portal, Tenant town) {
        this.portal = portal;
        this.town = town;
        this.unit = with(() -> portal.getBean(Tills.class).openUnit("Fjordskolens kantine", "school"));
        this.till = with(() -> portal.getBean(Tills.class).addTill(unit, "Kasse 1"));
        this.device = device(till);
    }

    public static Canteen open(ApplicationContext portal) {
        return new Canteen(portal, TestTown.found(portal.getBean(Founding.class)));
    }

    static Canteen open(ApplicationContext portal, Tenant.Country country) {
        return new Canteen(portal, TestTown.found(portal.getBean(Founding.class), country, List.of("canteen")));
    }

    /** A chip, its account and its purse. */
    public record Chip(String number, long account, long purse) {}

    /** A new pupil's chip with {@code balance} øre on it. */
    Chip chip(long balance) {
        return chip(NewPerson.named("Emil", "Holm", Locale.of("da")), balance);
    }

    /** The same for a pupil of the given name and age. */
    public Chip chip(NewPerson pupil, long balance) {
        return with(() -> {
            long holder = portal.getBean(People.class).create(pupil).id();
            long purse = ledger().open(AccountKind.PURSE, town.currency());
            int number = CHIPS.incrementAndGet();
            long account = jdbc().sql("""
                    insert into card.account (tenant_id, public_id, number, holder_id, purse_id, status, opened_at)
                    values (?, ?, ?, ?, ?, 'active', ?)
                    returning id
                    """)
                    .params(town.id(), Uuid7.next(), "K" + number, holder, purse, now())
                    .query(Long.class)
                    .single();
            var chip = new Chip("C%07X".formatted(number), account, purse);
            secondChip(chip, chip.number());
            if (balance > 0) {
                topUp(chip, balance);
            }
            return chip;
        });
    }

    /** One more chip for the same account. */
    public Chip secondChip(Chip chip, String number) {
        change("""
                insert into card.chip (tenant_id, public_id, account_id, number, printed_as, status, issued_at)
                values (?, ?, ?, ?, ?, 'active', ?)
                """, town.id(), Uuid7.next(), chip.account(), number, number, now());
        return new Chip(number, chip.account(), chip.purse());
    }

    /** The town blocks the chip. */
    public void block(Chip chip) {
        with(() -> {
            portal.getBean(Issuing.class).block(chip.number());
            return true;
        });
    }

    /** Another chip takes its place. */
    public void retire(Chip chip) {
        change(
                "update card.chip set status = 'replaced', blocked_at = issued_at where tenant_id = ? and number = ?",
                town.id(),
                chip.number());
    }

    public void topUp(Chip chip, long amount) {
        with(() -> ledger().post(Posting.of(
                Uuid7.next(),
                "TOP-UP",
                Instant.now(),
                new Entry(
                        ledger().systemAccount(AccountKind.GATEWAY),
                        chip.purse(),
                        new Money(amount, town.currency()),
                        TransferKind.TOP_UP))));
    }

    /** Counts something in {@code slot}: scope {@code all}, {@code place}, {@code group} or {@code meal}. */
    public void count(int slot, String name, String scope, String matches, String from, String to) {
        change("""
                insert into card.limit_slot (tenant_id, slot, name, scope, matches, from_time, to_time)
                values (?, ?, ?, ?, ?, ?::time, ?::time)
                """, town.id(), slot, name, scope, matches, from, to);
    }

    /** Limits of the first slots, as day, week, month, day, week, … */
    public void limit(Chip chip, Long... limits) {
        rule(chip, Arrays.copyOf(limits, 24), List.of(), List.of(), List.of());
    }

    public void rule(Chip chip, Long[] limits, List<String> placesOff, List<String> groupsOff, List<String> allergens) {
        change(
                """
                insert into card.rule (tenant_id, account_id, limits, places_off, groups_off, allergens)
                values (?, ?, ?, ?, ?, ?)
                on conflict (tenant_id, account_id) do update
                set limits = excluded.limits, places_off = excluded.places_off, groups_off = excluded.groups_off,
                    allergens = excluded.allergens
                """,
                town.id(),
                chip.account(),
                limits,
                placesOff.toArray(String[]::new),
                groupsOff.toArray(String[]::new),
                allergens.toArray(String[]::new));
    }

    /** A standing order to top the chip's account up by {@code amount} when it falls below {@code threshold}. */
    public void autoTopUp(Chip chip, long amount, long threshold, String status) {
        change("""
                with terms as (
                    insert into tenant.terms (tenant_id, public_id, kind, version, language, title, body, published_at)
                    values (?, ?, 'auto_top_up', 1, 'da', 'Betingelser', 'Tekst', ?)
                    returning tenant_id, id, published_at
                )
                insert into card.auto_top_up (tenant_id, public_id, account_id, person_id, stored_card_id, amount, threshold,
                    receipt_email, language, terms_id, status, created_at, changed_at)
                select terms.tenant_id, ?, a.id, a.holder_id, 1, ?, ?, 'karen.holm@example.com', 'da', terms.id, ?,
                       terms.published_at, terms.published_at
                from terms
                join card.account a on a.tenant_id = terms.tenant_id and a.id = ?
                """, town.id(), Uuid7.next(), now(), Uuid7.next(), amount, threshold, status, chip.account());
    }

    /** What a till hears: {@code approved}, or the reason why not. */
    public String ask(Chip chip, long total) {
        return said(buy(chip, total));
    }

    public String ask(Chip chip, Line... lines) {
        return said(buy(purchase(chip.number(), lines)));
    }

    private static String said(Decision.Answered answer) {
        return answer.reason() == null ? "approved" : answer.reason();
    }

    Decision.Answered buy(Chip chip, long total) {
        return buy(purchase(chip.number(), total));
    }

    Decision.Answered buy(Purchase purchase) {
        return buy(device, purchase);
    }

    Decision.Answered buy(Device device, Purchase purchase) {
        return TestTown.in(town, () -> portal.getBean(Counter.class).buy(device, purchase));
    }

    Reversals.Made reverse(UUID purchase, UUID id, long amount) {
        return TestTown.in(
                town,
                () -> portal.getBean(Reversals.class).reverse(device, purchase, new PurchaseForm.Reversal(id, amount)));
    }

    static Purchase purchase(String card, long total) {
        return purchase(card, new Line("Ostehaps", 1, total, null, List.of()));
    }

    static Purchase purchase(String card, Line... lines) {
        long total = Arrays.stream(lines).mapToLong(Line::amount).sum();
        return new Purchase(Uuid7.next(), card, Instant.now(), total, List.of(lines));
    }

    /** The till as the device door knows it. */
    Device device(Tills.AddedTill added) {
        Optional<TillStore.Found> found = TestTown.in(
                town,
                () -> portal.getBean(TillStore.class)
                        .byKeyHash(DeviceKey.parse(added.key()).orElseThrow().hash()));
        return found.orElseThrow().device();
    }

    public long balance(Chip chip) {
        return with(() -> ledger().balance(chip.purse())).minor();
    }

    public Proof proof() {
        return with(() -> portal.getBean(Books.class).proof());
    }

    Purchases.Stats stats() {
        return with(() -> portal.getBean(Purchases.class).stats(Instant.EPOCH));
    }

    /** The purse's counters, slot by slot (day, week, month); empty when nothing was ever counted. */
    List<Long> spent(Chip chip) {
        return with(() -> jdbc().sql("select unnest(spent) from ledger.account where tenant_id = ? and id = ?")
                .params(town.id(), chip.purse())
                .query(Long.class)
                .list());
    }

    public void change(String sql, Object... params) {
        with(() -> jdbc().sql(sql).params(params).update());
    }

    public <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> portal.getBean(TransactionTemplate.class).execute(status -> work.get()));
    }

    JdbcClient jdbc() {
        return portal.getBean(JdbcClient.class);
    }

    private Ledger ledger() {
        return portal.getBean(Ledger.class);
    }

    private static java.sql.Timestamp now() {
        return java.sql.Timestamp.from(Instant.now());
    }
}
