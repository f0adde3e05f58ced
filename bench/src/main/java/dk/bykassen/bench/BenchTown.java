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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A town with a canteen, its tills, and as many cards with money on them as a benchmark wants. */
final class BenchTown {

    /** 10 million kroner: nobody runs dry during a run. In øre. */
    static final long PLENTY = 1_000_000_000;

    private final House house;
    private final Tenant tenant;
    private final List<Till> tills;
    private final String[] cards;

    /** A till, inside this program and by its key. */
    record Till(TillsInProcess inside, String key) {}

    private BenchTown(House house, Tenant tenant, List<Till> tills, String[] cards) {
        this.house = house;
        this.tenant = tenant;
        this.tills = tills;
        this.cards = cards;
    }

    /** Everybody has plenty. */
    static BenchTown found(House house, String slug, String prefix, int cards) throws SQLException {
        BenchTown town = found(house, slug, prefix, cards, 1, String.valueOf(PLENTY));
        town.showTills();
        return town;
    }

    /** @param balance what is on card number {@code n} (from 0), minor units, as an expression of SQL */
    static BenchTown found(House house, String slug, String prefix, int cards, int tills, String balance)
            throws SQLException {
        Tenant tenant = house.found(slug, prefix);
        List<Till> added = house.in(tenant, () -> {
            Tills all = house.bean(Tills.class);
            UUID canteen = all.openUnit("Kantinen", "school");
            List<Till> made = new ArrayList<>();
            for (int number = 1; number <= tills; number++) {
                Tills.AddedTill till = all.addTill(canteen, "Kasse " + number);
                made.add(new Till(TillsInProcess.of(house.portal(), tenant, till), till.key()));
            }
            return made;
        });
        var town = new BenchTown(
                house,
                tenant,
                added,
                IntStream.rangeClosed(1, cards).mapToObj("B%07X"::formatted).toArray(String[]::new));
        town.issue(balance);
        return town;
    }

    int tenant() {
        return tenant.id();
    }

    List<Till> tills() {
        return tills;
    }

    Till till(int number) {
        return tills.get(number % tills.size());
    }

    String card(int number) {
        return cards[number];
    }

    int cards() {
        return cards.length;
    }

    /**
     * Changes the town's tables, past all guards and triggers; a statement may name {@code :tenant} and {@code :now}. What is
     * made here for a million cards at once holds its references by the way it is made; {@link #showTills} does the rest.
     */
    int change(String sql) throws SQLException {
        try (Connection connection = house.server().connect(house.database());
                Statement settings = connection.createStatement()) {
            settings.execute("set session_replication_role = replica");
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql(sql)
                    .param("tenant", tenant.id())
                    .param("now", Timestamp.from(Instant.now()))
                    .update();
        }
    }

    /** Writes what tills ask of the cards, once for all changes, as the triggers of the cards' tables would have each time. */
    void showTills() throws SQLException {
        change("delete from till.card where tenant_id = :tenant");
        change("""
                insert into till.card
                    (tenant_id, number, account_id, purse_id, chip_status, account_status, limits, places_off, groups_off,
                     allergic_to, notice_below, refill_below)
                select tenant_id, number, account_id, purse_id, chip_status, account_status, limits, places_off, groups_off,
                       allergic_to, notice_below, refill_below
                from till.card_read
                where tenant_id = :tenant
                """);
    }

    /** All at once: one account, purse and card each, the money from the gateway as the books want it. */
    private void issue(String balance) throws SQLException {
        long holder = house.in(
                tenant,
                () -> house.bean(People.class)
                        .create(NewPerson.named("Emil", "Holm", Locale.of("da")))
                        .id());
        long gateway = house.in(tenant, () -> house.bean(Ledger.class).systemAccount(AccountKind.GATEWAY));
        change("""
                with opened as (
                    insert into ledger.account (tenant_id, public_id, kind, currency, balance, at_least, opened_at)
                    select :tenant, gen_random_uuid(), 'purse', '%1$s', %2$s, 0, :now
                    from generate_series(0, %3$d - 1) n
                    order by n
                    returning id, balance
                ), paid as (
                    insert into ledger.transfer
                        (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, reference, at)
                    select :tenant, gen_random_uuid(), %4$d, id, balance, '%1$s', 'top_up', 'BENCH', :now
                    from opened
                ), due as (
                    update ledger.account
                    set balance = balance - (select sum(balance) from opened)
                    where tenant_id = :tenant and id = %4$d
                ), numbered as (
                    select id, 'B' || lpad(upper(to_hex(row_number() over (order by id))), 7, '0') as card
                    from opened
                ), held as (
                    insert into card.account (tenant_id, public_id, number, holder_id, purse_id, status, opened_at)
                    select :tenant, gen_random_uuid(), card, %5$d, id, 'active', :now
                    from numbered
                    returning id, number
                )
                insert into card.chip (tenant_id, public_id, account_id, number, printed_as, status, issued_at)
                select :tenant, gen_random_uuid(), id, number, number, 'active', :now
                from held
                """.formatted(tenant.currency().getCurrencyCode(), balance, cards.length, gateway, holder));
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
