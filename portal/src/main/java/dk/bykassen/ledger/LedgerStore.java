package dk.bykassen.ledger;

import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LedgerStore {

    private final JdbcClient jdbc;

    LedgerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account whose row is locked. */
    record Account(
            long id,
            Currency currency,
            long balance,
            @Nullable Long atLeast,
            boolean closed) {}

    long open(AccountKind kind, Currency currency, @Nullable Long atLeast, Instant at) {
        return jdbc.sql("""
                insert into ledger.account (tenant_id, public_id, kind, currency, at_least, opened_at)
                values (:tenant, :publicId, :kind, :currency, :atLeast::bigint, :at)
                returning id
                """)
                .param("tenant", tenant())
                .param("publicId", Uuid7.next())
                .param("kind", kind.code())
                .param("currency", currency.getCurrencyCode())
                .param("atLeast", atLeast)
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
    }

    Optional<Long> systemAccount(AccountKind kind, Currency currency) {
        return jdbc.sql("""
                select id
                from ledger.account
                where tenant_id = :tenant and kind = :kind and currency = :currency
                  and kind not in ('purse', 'merchant')
                """)
                .param("tenant", tenant())
                .param("kind", kind.code())
                .param("currency", currency.getCurrencyCode())
                .query(Long.class)
                .optional();
    }

    /** Two who meet here get the same account: the second waits for the first and then finds its row. */
    long openSystemAccount(AccountKind kind, Currency currency, Instant at) {
        jdbc.sql("""
                insert into ledger.account (tenant_id, public_id, kind, currency, opened_at)
                values (:tenant, :publicId, :kind, :currency, :at)
                on conflict (tenant_id, kind, currency) where kind not in ('purse', 'merchant') do nothing
                """)
                .param("tenant", tenant())
                .param("publicId", Uuid7.next())
                .param("kind", kind.code())
                .param("currency", currency.getCurrencyCode())
                .param("at", Timestamp.from(at))
                .update();
        return systemAccount(kind, currency).orElseThrow();
    }

    /** A merchant has an account per stripe, chosen by the till: whoever touches one keeps all waves away. */
    void lockStripes(Collection<Long> accounts) {
        jdbc.sql("""
                select pg_advisory_xact_lock(:tenant, touched.stripe)
                from (
                    select distinct stripe
                    from ledger.account a
                    cross join generate_series(0, 1) as stripe
                    where a.tenant_id = :tenant and a.id = any (:accounts)
                      and (a.kind = 'merchant' or (a.kind = 'purse' and stripe = ledger.stripe_of(a.id)))
                    order by stripe
                ) touched
                """).param("tenant", tenant()).param("accounts", ids(accounts)).query((ResultSet ignored) -> {});
    }

    List<Account> lock(Collection<Long> accounts) {
        return jdbc.sql("""
                select id, currency, balance, at_least, closed_at
                from ledger.account
                where tenant_id = :tenant and id = any (:accounts)
                order by id
                for no key update
                """)
                .param("tenant", tenant())
                .param("accounts", ids(accounts))
                .query((row, number) -> new Account(
                        row.getLong("id"),
                        Currency.getInstance(row.getString("currency")),
                        row.getLong("balance"),
                        row.getObject("at_least", Long.class),
                        row.getTimestamp("closed_at") != null))
                .list();
    }

    byte @Nullable [] fingerprint(UUID groupId) {
        return jdbc.sql("select fingerprint from ledger.posting where tenant_id = :tenant and group_id = :group")
                .param("tenant", tenant())
                .param("group", groupId)
                .query((row, number) -> row.getBytes("fingerprint"))
                .optional()
                .orElse(null);
    }

    boolean remember(Posting posting, byte[] fingerprint) {
        int written = jdbc.sql("""
                insert into ledger.posting (tenant_id, group_id, fingerprint, at)
                values (:tenant, :group, :fingerprint, :at)
                on conflict (tenant_id, group_id) do nothing
                """)
                .param("tenant", tenant())
                .param("group", posting.groupId())
                .param("fingerprint", fingerprint)
                .param("at", Timestamp.from(posting.at()))
                .update();
        return written == 1;
    }

    void change(SortedMap<Long, Long> changes) {
        jdbc.sql("""
                update ledger.account a
                set balance = a.balance + c.change
                from unnest(:accounts::bigint[], :changes::bigint[]) as c (account, change)
                where a.tenant_id = :tenant and a.id = c.account
                """)
                .param("tenant", tenant())
                .param("accounts", ids(changes.keySet()))
                .param("changes", ids(changes.values()))
                .update();
    }

    void write(Posting posting) {
        List<Entry> entries = posting.entries();
        jdbc.sql("""
                insert into ledger.transfer
                    (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, reference, at)
                select :tenant, :group, e.debit, e.credit, e.amount, e.currency, e.kind, :reference, :at
                from unnest(:debits::bigint[], :credits::bigint[], :amounts::bigint[], :currencies::text[], :kinds::text[])
                    with ordinality as e (debit, credit, amount, currency, kind, place)
                order by e.place
                """)
                .param("tenant", tenant())
                .param("group", posting.groupId())
                .param("reference", posting.reference())
                .param("at", Timestamp.from(posting.at()))
                .param("debits", entries.stream().mapToLong(Entry::debit).toArray())
                .param("credits", entries.stream().mapToLong(Entry::credit).toArray())
                .param(
                        "amounts",
                        entries.stream()
                                .mapToLong(entry -> entry.amount().minor())
                                .toArray())
                .param(
                        "currencies",
                        entries.stream()
                                .map(entry -> entry.amount().currency().getCurrencyCode())
                                .toArray(String[]::new))
                .param(
                        "kinds",
                        entries.stream().map(entry -> entry.kind().code()).toArray(String[]::new))
                .update();
    }

    Optional<Posting> posted(UUID groupId) {
        record Line(@Nullable String reference, Instant at, Entry entry) {}
        List<Line> lines = jdbc.sql("""
                select t.reference, t.at, t.debit_account, t.credit_account, t.amount, t.currency, t.kind
                from ledger.posting p
                join ledger.transfer t on t.tenant_id = p.tenant_id and t.group_id = p.group_id and t.kind <> 'purchase'
                where p.tenant_id = :tenant and p.group_id = :group
                order by t.id
                """)
                .param("tenant", tenant())
                .param("group", groupId)
                .query((row, number) -> new Line(
                        row.getString("reference"),
                        row.getTimestamp("at").toInstant(),
                        new Entry(
                                row.getLong("debit_account"),
                                row.getLong("credit_account"),
                                Money.of(row.getLong("amount"), row.getString("currency")),
                                TransferKind.of(row.getString("kind")))))
                .list();
        return lines.stream()
                .findFirst()
                .map(first -> new Posting(
                        groupId,
                        first.reference(),
                        first.at(),
                        lines.stream().map(Line::entry).toList()));
    }

    Map<Long, Money> balances(Collection<Long> accounts) {
        Map<Long, Money> balances = new HashMap<>();
        jdbc.sql("select id, balance, currency from ledger.account where tenant_id = :tenant and id = any (:accounts)")
                .param("tenant", tenant())
                .param("accounts", ids(accounts))
                .query((ResultSet row) -> {
                    balances.put(row.getLong("id"), Money.of(row.getLong("balance"), row.getString("currency")));
                });
        return balances;
    }

    void close(long account, Instant at) {
        jdbc.sql("""
                update ledger.account
                set closed_at = :at
                where tenant_id = :tenant and id = :account and closed_at is null
                """)
                .param("tenant", tenant())
                .param("account", account)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static int tenant() {
        return Tenants.current().id();
    }

    private static long[] ids(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}
