package dk.bykassen.bench;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Holds what shoppers were told against what the database kept, past all guards and with queries of its own. After a turn it
 * looks at what the turn did; at the end of a run at everything. It knows every account as it was before the turn.
 */
final class Bookkeeper implements AutoCloseable {

    private static final int COPIED_AT_ONCE = 20_000;

    private final Connection connection;

    private Bookkeeper(Connection connection) {
        this.connection = connection;
    }

    /** Takes down how every account of the database stands. */
    static Bookkeeper open(Server server, String database) throws SQLException {
        Connection connection = server.connect(database);
        var bookkeeper = new Bookkeeper(connection);
        bookkeeper.execute("set jit = off");
        bookkeeper.execute("set work_mem = '128MB'");
        bookkeeper.execute("create schema if not exists bench");
        bookkeeper.execute("""
                create table if not exists bench.known (
                    tenant_id int, id bigint, balance bigint, spent_on date, spent bigint[], primary key (tenant_id, id))
                """);
        bookkeeper.execute("""
                create table if not exists bench.posted (tenant_id int primary key, last_transfer bigint)
                """);
        bookkeeper.execute("""
                create temp table told (
                    tenant_id int, id uuid, card text, total bigint, reason text, balance bigint, answered boolean)
                """);
        return bookkeeper;
    }

    /** Takes down how the region's accounts stand. */
    void know(Region region) throws SQLException {
        Array tenants = new Array(region);
        run("delete from bench.known where tenant_id = any (?)", tenants);
        run("""
                insert into bench.known
                select tenant_id, id, balance, spent_on, spent
                from ledger.account
                where tenant_id = any (?)
                """, tenants);
        run("delete from bench.posted where tenant_id = any (?)", tenants);
        run("""
                insert into bench.posted
                select a.tenant_id, coalesce((select max(id) from ledger.transfer t where t.tenant_id = a.tenant_id), 0)
                from unnest(?::int[]) a (tenant_id)
                """, tenants);
        execute("analyze bench.known");
    }

    private record Array(Integer[] tenants) {
        Array(Region region) {
            this(region.towns().stream().map(BenchTown::tenant).toArray(Integer[]::new));
        }
    }

    /**
     * Verifies one turn and knows the accounts afterwards.
     *
     * @param first an id no younger than the turn's first
     * @throws Unverified naming the first thing that is not so
     */
    void verify(Region region, List<Journal> turn, UUID first) throws SQLException, IOException {
        for (Journal journal : turn) {
            String fault = journal.fault();
            Unverified.unless(fault == null, String.valueOf(fault));
        }
        var tenants = new Array(region);
        copy(region, turn);
        execute("analyze told");
        execute("drop table if exists kept");
        run("""
                create temp table kept as
                select tenant_id, id, account_id, card_number, total, result, reason, balance_after, counted_on, counted
                from till.purchase
                where tenant_id = any (?) and id >= ?
                """, tenants, first);
        execute("analyze kept");
        execute("drop table if exists moved");
        run("""
                create temp table moved as
                select t.tenant_id, t.group_id, t.debit_account, t.credit_account, t.amount
                from bench.posted l
                join ledger.transfer t on t.tenant_id = l.tenant_id and t.id > l.last_transfer
                where l.tenant_id = any (?)
                """, tenants);
        execute("analyze moved");
        none("%d purchases were acknowledged and are not kept as they were answered", """
                select count(*)
                from told t
                left join kept k on k.tenant_id = t.tenant_id and k.id = t.id
                where t.answered
                  and (k.id is null or k.card_number <> t.card or k.total <> t.total
                       or k.result <> case when t.reason is null then 'approved' else 'declined' end
                       or k.reason is distinct from t.reason or k.balance_after is distinct from t.balance)
                """);
        none("%d purchases are kept that nobody asked for", """
                select (select count(*) from kept)
                       - (select count(*) from kept k join told t on t.tenant_id = k.tenant_id and t.id = k.id)
                """);
        none("%d purchases and transfers do not belong together", """
                select count(*)
                from (select * from kept where result = 'approved') k
                full join (
                    select tenant_id, group_id, count(*) as times, min(debit_account) as purse, sum(amount) as amount
                    from moved
                    group by tenant_id, group_id
                ) m on m.tenant_id = k.tenant_id and m.group_id = k.id
                where k.id is null or m.group_id is null or m.times <> 1 or m.purse <> k.account_id or m.amount <> k.total
                """);
        new Accounts(this).verify();
        learn(tenants);
        handIn();
    }

    /** Verifies everything the region's database holds. @throws Unverified naming the first thing that is not so */
    void verifyAll(Region region) throws SQLException {
        var tenants = new Array(region);
        none("%d accounts changed without a purchase", """
                select count(*)
                from bench.known k
                full join (select * from ledger.account where tenant_id = any (?)) a
                    on a.tenant_id = k.tenant_id and a.id = k.id
                where coalesce(k.tenant_id, a.tenant_id) = any (?)
                  and (k.id is null or a.id is null or a.balance <> k.balance or a.spent_on is distinct from k.spent_on
                       or a.spent <> k.spent)
                """, tenants, tenants);
        none("the balances of %d towns do not add up to nothing", """
                select count(*)
                from (
                    select tenant_id
                    from ledger.account
                    where tenant_id = any (?)
                    group by tenant_id
                    having sum(balance) <> 0
                ) t
                """, tenants);
        none("%d balances do not follow from transfers", """
                select count(*)
                from ledger.account a
                left join (
                    select tenant_id, account, sum(amount) as amount
                    from (
                        select tenant_id, credit_account as account, amount
                        from ledger.transfer
                        where tenant_id = any (?)
                        union all
                        select tenant_id, debit_account, -amount
                        from ledger.transfer
                        where tenant_id = any (?)
                    ) side
                    group by tenant_id, account
                ) m on m.tenant_id = a.tenant_id and m.account = a.id
                where a.tenant_id = any (?) and a.balance <> coalesce(m.amount, 0)
                """, tenants, tenants, tenants);
        none("%d purses are overdrawn or past a limit", """
                select count(*)
                from ledger.account p
                left join card.account a on a.tenant_id = p.tenant_id and a.purse_id = p.id
                left join card.rule r on r.tenant_id = a.tenant_id and r.account_id = a.id
                where p.tenant_id = any (?)
                  and (p.balance < p.at_least
                       or exists (select from unnest(p.spent, r.limits) as s (spent, allowed) where s.spent > s.allowed))
                """, tenants);
    }

    private void copy(Region region, List<Journal> turn) throws SQLException, IOException {
        execute("truncate told");
        var text = new StringBuilder();
        int lines = 0;
        for (Journal journal : turn) {
            for (int number = 0; number < journal.size(); number++) {
                line(text, region, journal, number);
                if (++lines % COPIED_AT_ONCE == 0) {
                    copy(text);
                }
            }
        }
        copy(text);
    }

    private static void line(StringBuilder text, Region region, Journal journal, int number) {
        int card = journal.card(number);
        BenchTown town = region.towns().get(region.townOf(card));
        int verdict = journal.verdict(number);
        String reason = verdict == Verdict.NONE ? null : Verdict.reason(verdict);
        text.append(town.tenant()).append('\t').append(journal.id(number)).append('\t');
        text.append(town.card(region.numberInTown(card))).append('\t');
        text.append(journal.lunch(number).total()).append('\t');
        text.append(reason == null ? "\\N" : reason).append('\t');
        text.append(journal.balance(number))
                .append('\t')
                .append(verdict != Verdict.NONE)
                .append('\n');
    }

    private void copy(StringBuilder text) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy told from stdin", new StringReader(text.toString()));
        text.setLength(0);
    }

    private void learn(Array tenants) throws SQLException {
        execute("""
                update bench.known k
                set balance = a.balance, spent_on = a.spent_on, spent = a.spent
                from (
                    select tenant_id, debit_account as id from moved
                    union
                    select tenant_id, credit_account from moved
                ) touched
                join ledger.account a on a.tenant_id = touched.tenant_id and a.id = touched.id
                where k.tenant_id = touched.tenant_id and k.id = touched.id
                """);
        run("""
                update bench.posted l
                set last_transfer = greatest(
                    l.last_transfer,
                    (select coalesce(max(t.id), 0) from ledger.transfer t where t.tenant_id = l.tenant_id))
                where l.tenant_id = any (?)
                """, tenants);
    }

    /** @throws Unverified with these words and the number the question came to, unless that is 0 */
    void none(String words, String question, Object... values) throws SQLException {
        try (PreparedStatement sql = prepare(question, values);
                ResultSet row = sql.executeQuery()) {
            row.next();
            long number = row.getLong(1);
            Unverified.unless(number == 0, words.formatted(number));
        }
    }

    private void run(String statement, Object... values) throws SQLException {
        try (PreparedStatement sql = prepare(statement, values)) {
            sql.executeUpdate();
        }
    }

    private PreparedStatement prepare(String text, Object... values) throws SQLException {
        PreparedStatement sql = connection.prepareStatement(text);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Array array) {
                sql.setArray(i + 1, connection.createArrayOf("int4", array.tenants()));
            } else {
                sql.setObject(i + 1, values[i]);
            }
        }
        return sql;
    }

    void execute(String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** What the log and its fsyncs came to so far. */
    Sample.Written written() throws SQLException {
        handIn();
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("""
                        select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,
                               (select sum(fsyncs) from pg_stat_io where object = 'wal')::bigint
                        """)) {
            row.next();
            return new Sample.Written(row.getLong(1), row.getLong(2));
        }
    }

    /** Of what this connection did, nothing may turn up in a turn later. */
    private void handIn() throws SQLException {
        execute("select pg_stat_force_next_flush()");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
