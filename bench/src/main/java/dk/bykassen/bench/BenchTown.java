package dk.bykassen.bench;

import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Books;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Proof;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.till.Purchases;
import dk.bykassen.till.Tills;
import dk.bykassen.till.TillsInProcess;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A town with a canteen, its till, and as many cards with money on them as a benchmark wants. */
final class BenchTown {

    /** 100 000 kroner: nobody runs dry during a run. In øre. */
    private static final long BALANCE = 10_000_000;

    private final House house;
    private final Tenant tenant;
    private final TillsInProcess till;
    private final List<String> cards;

    private BenchTown(House house, Tenant tenant, TillsInProcess till, List<String> cards) {
        this.house = house;
        this.tenant = tenant;
        this.till = till;
        this.cards = cards;
    }

    static BenchTown found(House house, String slug, String prefix, int cards) {
        Tenant tenant = house.found(slug, prefix);
        Tills.AddedTill added = house.in(tenant, () -> {
            Tills tills = house.bean(Tills.class);
            return tills.addTill(tills.openUnit("Kantinen", "school"), "Kasse 1");
        });
        var town = new BenchTown(
                house,
                tenant,
                TillsInProcess.of(house.portal(), tenant, added),
                IntStream.rangeClosed(1, cards).mapToObj("B%07X"::formatted).toList());
        house.in(tenant, town::issue);
        return town;
    }

    TillsInProcess till() {
        return till;
    }

    String card(int number) {
        return cards.get(number);
    }

    int cards() {
        return cards.size();
    }

    /** Changes the town's tables; a statement may name {@code :tenant} and {@code :now}. */
    int change(String sql) {
        return house.in(
                tenant,
                () -> jdbc().sql(sql)
                        .param("tenant", tenant.id())
                        .param("now", Timestamp.from(Instant.now()))
                        .update());
    }

    /** All at once: one account, purse and card each, the money from the gateway as the books want it. */
    private int issue() {
        long holder = house.bean(People.class)
                .create(NewPerson.named("Emil", "Holm", Locale.of("da")))
                .id();
        long gateway = house.bean(Ledger.class).systemAccount(AccountKind.GATEWAY);
        jdbc().sql("update ledger.account set balance = balance - :all where tenant_id = :tenant and id = :gateway")
                .param("all", BALANCE * cards.size())
                .param("tenant", tenant.id())
                .param("gateway", gateway)
                .update();
        return jdbc().sql("""
                with opened as (
                    insert into ledger.account (tenant_id, public_id, kind, currency, balance, at_least, opened_at)
                    select :tenant, gen_random_uuid(), 'purse', :currency, :balance, 0, :now
                    from unnest(:cards) card
                    returning id
                ), paid as (
                    insert into ledger.transfer
                        (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, reference, at)
                    select :tenant, gen_random_uuid(), :gateway, id, :balance, :currency, 'top_up', 'BENCH', :now
                    from opened
                ), numbered as (
                    select id, row_number() over (order by id) as place
                    from opened
                ), held as (
                    insert into card.account (tenant_id, public_id, number, holder_id, purse_id, status, opened_at)
                    select :tenant, gen_random_uuid(), card, :holder, n.id, 'active', :now
                    from unnest(:cards) with ordinality as c (card, place)
                    join numbered n on n.place = c.place
                    returning id, number
                )
                insert into card.chip (tenant_id, public_id, account_id, number, printed_as, status, issued_at)
                select :tenant, gen_random_uuid(), id, number, number, 'active', :now
                from held
                """)
                .param("tenant", tenant.id())
                .param("currency", tenant.currency().getCurrencyCode())
                .param("balance", BALANCE)
                .param("gateway", gateway)
                .param("holder", holder)
                .param("cards", cards.toArray(String[]::new))
                .param("now", Timestamp.from(Instant.now()))
                .update();
    }

    /**
     * Holds the town against its books: every acknowledged purchase is there once and approved, nothing else is, balances
     * follow from transfers, nobody is overdrawn, no limit is passed, and counters say what was bought.
     *
     * @param acknowledged since the last time
     * @param total how many were acknowledged in all
     * @throws Unverified naming the first thing that is not so
     */
    void verify(Collection<UUID> acknowledged, long total) {
        house.in(tenant, () -> {
            long found = jdbc().sql("""
                    select count(*)
                    from till.purchase
                    where tenant_id = :tenant and id = any (:ids) and result = 'approved'
                    """)
                    .param("tenant", tenant.id())
                    .param("ids", acknowledged.toArray(UUID[]::new))
                    .query(Long.class)
                    .single();
            Unverified.unless(found == acknowledged.size(), acknowledged.size() + " acknowledged, " + found + " kept");
            Purchases.Stats stats = house.bean(Purchases.class).stats(Instant.EPOCH);
            Unverified.unless(stats.approved() == total, total + " acknowledged in all, " + stats.approved() + " kept");
            Unverified.unless(stats.astray() == 0, stats.astray() + " purchases without their transfer");
            Proof proof = house.bean(Books.class).proof();
            Unverified.unless(proof.holds(), "balances do not follow from transfers");
            Unverified.unless(overrun() == 0, "a purse is overdrawn or past a limit");
            Unverified.unless(miscounted() == 0, "counters do not say what was bought");
            return true;
        });
    }

    private long overrun() {
        return jdbc().sql("""
                select count(*)
                from ledger.account p
                join card.account a on a.tenant_id = p.tenant_id and a.purse_id = p.id
                left join card.rule r on r.tenant_id = a.tenant_id and r.account_id = a.id
                where p.tenant_id = :tenant and (
                    p.balance < p.at_least
                    or exists (select from unnest(p.spent, r.limits) as s (spent, allowed) where s.spent > s.allowed))
                """).param("tenant", tenant.id()).query(Long.class).single();
    }

    /** A day's counters are the sums of what the day's purchases counted. */
    private long miscounted() {
        return jdbc().sql("""
                with bought as (
                    select account_id, counted_on, slot, sum(counted[slot]) as amount
                    from till.purchase
                    cross join generate_series(1, 8) slot
                    where tenant_id = :tenant and counted is not null
                    group by account_id, counted_on, slot
                )
                select count(*)
                from ledger.account p
                join bought b on b.account_id = p.id and b.counted_on = p.spent_on
                where p.tenant_id = :tenant and p.spent[(b.slot - 1) * 3 + 1] <> b.amount
                """).param("tenant", tenant.id()).query(Long.class).single();
    }

    private JdbcClient jdbc() {
        return house.bean(JdbcClient.class);
    }
}
