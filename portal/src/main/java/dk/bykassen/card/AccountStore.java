package dk.bykassen.card;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccountStore {

    /** An account without what other modules know of it: names and balance. */
    record Row(
            long id,
            UUID publicId,
            String number,
            long holderId,
            long purseId,
            boolean closed,
            MyAccount.Kind kind,
            @Nullable Long autoTopUp) {}

    private static final String ROW = """
            select a.id, a.public_id, a.number, a.holder_id, a.purse_id, a.status, %s as kind, t.amount as auto_top_up
            from card.account a
            left join card.auto_top_up t
                on t.tenant_id = a.tenant_id and t.account_id = a.id and t.status = 'active'
            """;

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The accounts a person may act for. */
    List<Row> linkedTo(long person) {
        return jdbc.sql(ROW.formatted("l.kind") + """
                join card.link l on l.tenant_id = a.tenant_id and l.account_id = a.id
                where l.person_id = :person and l.status = 'active'
                order by a.id
                """)
                .param("person", person)
                .query(AccountStore::row)
                .list();
    }

    /** Any account, as its holder would see it: for work that no person does. */
    Optional<Row> find(long account) {
        return jdbc.sql(ROW.formatted("'holder'") + "where a.id = ?")
                .param(account)
                .query(AccountStore::row)
                .optional();
    }

    Optional<Row> byPublicId(UUID publicId) {
        return jdbc.sql(ROW.formatted("'holder'") + "where a.public_id = ?")
                .param(publicId)
                .query(AccountStore::row)
                .optional();
    }

    List<Long> pursesOf(long holder) {
        return jdbc.sql(
                        "select purse_id from card.account where tenant_id = :tenant and holder_id = :holder order by id")
                .param("tenant", Tenants.current().id())
                .param("holder", holder)
                .query(Long.class)
                .list();
    }

    Map<Long, List<Chip>> chips(Collection<Long> accounts) {
        record Of(long account, Chip chip) {}
        return jdbc
                .sql("""
                select account_id, public_id, number, printed_as, status, blocked_by
                from card.chip
                where account_id = any (:accounts)
                order by issued_at desc, id desc
                """)
                .param("accounts", accounts.toArray(Long[]::new))
                .query((row, number) -> new Of(
                        row.getLong("account_id"),
                        new Chip(
                                row.getObject("public_id", UUID.class),
                                row.getString("number"),
                                row.getString("printed_as"),
                                Chip.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                                "town".equals(row.getString("blocked_by")))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Of::account, Collectors.mapping(Of::chip, Collectors.toList())));
    }

    long open(UUID publicId, String number, long holder, long purse, Instant at) {
        return jdbc.sql("""
                insert into card.account (tenant_id, public_id, number, holder_id, purse_id, status, opened_at)
                values (:tenant, :publicId, :number, :holder, :purse, 'active', :at)
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", publicId)
                .param("number", number)
                .param("holder", holder)
                .param("purse", purse)
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
    }

    /** Whether the person could not act for the account before. */
    boolean link(long person, long account, MyAccount.Kind kind, Instant since) {
        return jdbc.sql("""
                insert into card.link (tenant_id, public_id, person_id, account_id, kind, status, since)
                values (:tenant, :publicId, :person, :account, :kind, 'active', :since)
                on conflict (tenant_id, person_id, account_id) where status = 'active' do nothing
                """)
                        .param("tenant", Tenants.current().id())
                        .param("publicId", Uuid7.next())
                        .param("person", person)
                        .param("account", account)
                        .param("kind", kind.name().toLowerCase(Locale.ROOT))
                        .param("since", Timestamp.from(since))
                        .update()
                == 1;
    }

    /** Somebody's right to act for an account. */
    record Link(long person, MyAccount.Kind kind) {}

    /** Who acts for an account, the holder first. */
    List<Link> links(long account) {
        return jdbc.sql("""
                select person_id, kind
                from card.link
                where tenant_id = :tenant and account_id = :account and status = 'active'
                order by kind <> 'holder', since, id
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .query((row, number) -> new Link(
                        row.getLong("person_id"),
                        MyAccount.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT))))
                .list();
    }

    /** Whether somebody looks after the account as a guardian. */
    boolean hasGuardian(long account) {
        return jdbc.sql("""
                select exists (
                    select from card.link
                    where tenant_id = :tenant and account_id = :account and kind = 'guardian' and status = 'active')
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getString("number"),
                row.getLong("holder_id"),
                row.getLong("purse_id"),
                row.getString("status").equals("closed"),
                MyAccount.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getObject("auto_top_up", Long.class));
    }
}
