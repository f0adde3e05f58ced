package dk.bykassen.bench;

import dk.bykassen.tenant.DatabaseOwner;
import java.io.PrintStream;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Purchases of the year before: every ordinary customer bought the same lunch now and then. They lie in their months as they
 * would have come, with their transfers, and the balances follow; the allowances' counters begin afresh.
 */
record History(House house, BenchTown town) {

    private static final int MONTHS = 12;
    private static final int AT_ONCE = 250_000;
    private static final String PURSES = """
            select min(id) as first, count(*) as purses from ledger.account where tenant_id = %d and kind = 'purse'
            """;

    /** Makes so many for each of the region's towns as come to {@code purchases}. */
    static void of(Region region, int purchases, PrintStream out) throws SQLException {
        long begin = System.nanoTime();
        House house = region.house();
        LocalDate first = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).minusMonths(MONTHS);
        house.bean(DatabaseOwner.class).run(connection -> {
            try (CallableStatement call = connection.prepareCall("call till.make_months(?, ?)")) {
                call.setObject(1, first);
                call.setInt(2, MONTHS + 1);
                call.execute();
            }
        });
        for (BenchTown town : region.towns()) {
            new History(house, town).make(purchases / region.towns().size(), first);
        }
        out.printf(
                "%d purchases of the year before, made in %d s%n",
                purchases, (System.nanoTime() - begin) / 1_000_000_000);
    }

    private void make(int purchases, LocalDate first) throws SQLException {
        Instant begin = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        long micros = Duration.between(begin, Instant.now().minus(Duration.ofHours(1)))
                        .toNanos()
                / 1_000
                / purchases;
        try (Connection connection = house.server().connect(house.database());
                Statement sql = connection.createStatement()) {
            requireOneAfterTheOther(sql);
            // What is written here holds all references by the way it is made.
            sql.execute("set session_replication_role = replica");
            sql.execute("set synchronous_commit = off");
            sql.execute("set jit = off");
            for (int from = 0; from < purchases; from += AT_ONCE) {
                sql.execute(purchases(from, Math.min(purchases, from + AT_ONCE), begin, micros));
            }
            sql.execute(balances());
        }
    }

    /** Purses were opened in the order of their cards, so that a card's number tells its purse. */
    private void requireOneAfterTheOther(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("""
                select max(id) - min(id) + 1 = count(*)
                from ledger.account
                where tenant_id = %d and kind = 'purse'
                """.formatted(town.tenant()))) {
            row.next();
            Unverified.unless(row.getBoolean(1), "the purses were not opened one after the other");
        }
    }

    /** One after the other in time, by cards in an order that visits all of them; special customers stay at home. */
    private String purchases(int from, int to, Instant begin, long micros) {
        return """
                with purse as (
                %1$s
                ), seller as (
                    select t.id as till, t.unit_id as unit, array_agg(m.account_id order by m.stripe) as merchants
                    from till.till t
                    join till.unit_account m on m.tenant_id = t.tenant_id and m.unit_id = t.unit_id
                    where t.tenant_id = %2$d
                    group by t.id, t.unit_id
                    order by t.id
                    limit 1
                ), visit as (
                    select timestamptz '%3$s' + n * interval '%4$d microseconds' as at, n * 7919 %% purses as card, first
                    from generate_series(%5$d::bigint, %6$d - 1) n
                    cross join purse
                ), bought as (
                    insert into till.purchase
                        (tenant_id, id, till_id, unit_id, card_number, account_id, at, decided_at, total, currency, lines,
                         result, balance_after, fingerprint, counted_on, counted)
                    select %2$d, uuidv7(at - clock_timestamp()), till, unit, 'B' || lpad(upper(to_hex(card + 1)), 7, '0'),
                           first + card, at, at, 3700, 'DKK', '%7$s', 'approved', %8$d,
                           sha256(int8send(card) || timestamptz_send(at)), at::date,
                           '{3700, 3700, 0, 0, 2800, 0, 3700, 400}'
                    from visit
                    cross join seller
                    where card %% 100 not in (7, 23, 41, 57, 59, 77)
                    returning id, account_id, total, currency, decided_at
                )
                insert into ledger.transfer (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at)
                select %2$d, id, account_id, merchants[account_id %% 2 + 1], total, currency, 'purchase', decided_at
                from bought
                cross join seller
                """.formatted(
                        PURSES.formatted(town.tenant()).indent(4).stripTrailing(),
                        town.tenant(),
                        begin,
                        micros,
                        from,
                        to,
                        LINES,
                        BenchTown.PLENTY);
    }

    private static final String LINES = """
            [{"text": "Dagens ret", "quantity": 1, "amount": 2800, "group": "hot-meal", "allergens": ["gluten", "celery"]},
             {"text": "Æble", "quantity": 2, "amount": 400, "group": "fruit", "allergens": []},
             {"text": "Kildevand", "quantity": 1, "amount": 500, "group": "drink", "allergens": []}]""";

    private String balances() {
        return """
                update ledger.account a
                set balance = m.amount
                from (
                    select account, sum(amount) as amount
                    from (
                        select credit_account as account, amount from ledger.transfer where tenant_id = %1$d
                        union all
                        select debit_account, -amount from ledger.transfer where tenant_id = %1$d
                    ) side
                    group by account
                ) m
                where a.tenant_id = %1$d and a.id = m.account
                """.formatted(town.tenant());
    }
}
