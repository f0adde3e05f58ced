package dk.bykassen.statement;

import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The levels of everybody. Whoever changes them takes the account's row first; a posting, which holds the locks of balances,
 * touches the levels' own rows alone, so nobody waits in a circle.
 */
@Repository
class NoticeStore {

    private final JdbcClient jdbc;

    NoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param isBeingFilled whether an automatic top-up is at work on it and waits for nothing */
    record Balance(long minor, boolean isBeingFilled) {}

    /** Takes the account's row and reads what is on it; empty when there is no such account, or it is closed. */
    Optional<Balance> lock(long account) {
        jdbc.sql("select id from card.account where tenant_id = :tenant and id = :account for no key update")
                .param("tenant", tenant())
                .param("account", account)
                .query(Long.class)
                .optional();
        return jdbc.sql("""
                select p.balance,
                       exists (
                           select
                           from card.auto_top_up o
                           where o.tenant_id = :tenant and o.account_id = a.id and o.status = 'active'
                             and o.because is null and o.threshold > p.balance
                       ) as is_being_filled
                from card.account a
                join ledger.account p on p.tenant_id = a.tenant_id and p.id = a.purse_id
                where a.tenant_id = :tenant and a.id = :account and a.status = 'active'
                """)
                .param("tenant", tenant())
                .param("account", account)
                .query((row, number) -> new Balance(row.getLong("balance"), row.getBoolean("is_being_filled")))
                .optional();
    }

    Optional<NoticeLevel> find(long person, long account) {
        return jdbc.sql("""
                select *
                from statement.notice
                where tenant_id = :tenant and account_id = :account and person_id = :person
                """)
                .param("tenant", tenant())
                .param("account", account)
                .param("person", person)
                .query(NoticeStore::level)
                .optional();
    }

    /** All of an account's, their rows locked. */
    List<NoticeLevel> of(long account) {
        return jdbc.sql("""
                select *
                from statement.notice
                where tenant_id = :tenant and account_id = :account
                order by person_id
                for update
                """)
                .param("tenant", tenant())
                .param("account", account)
                .query(NoticeStore::level)
                .list();
    }

    void set(long person, long account, Money level, boolean byEmail, boolean bySms, boolean isDue, Instant at) {
        jdbc.sql("""
                insert into statement.notice (tenant_id, person_id, account_id, level, by_email, by_sms, is_due, set_at)
                values (:tenant, :person, :account, :level, :byEmail, :bySms, :isDue, :at)
                on conflict (tenant_id, account_id, person_id) do update
                set level = excluded.level, by_email = excluded.by_email, by_sms = excluded.by_sms,
                    is_due = excluded.is_due, set_at = excluded.set_at
                """)
                .param("tenant", tenant())
                .param("person", person)
                .param("account", account)
                .param("level", level.minor())
                .param("byEmail", byEmail)
                .param("bySms", bySms)
                .param("isDue", isDue)
                .param("at", Timestamp.from(at))
                .update();
    }

    void setDue(long person, long account, boolean isDue) {
        jdbc.sql("""
                update statement.notice
                set is_due = :isDue
                where tenant_id = :tenant and account_id = :account and person_id = :person
                """)
                .param("tenant", tenant())
                .param("account", account)
                .param("person", person)
                .param("isDue", isDue)
                .update();
    }

    boolean remove(long person, long account) {
        return jdbc.sql("""
                delete from statement.notice
                where tenant_id = :tenant and account_id = :account and person_id = :person
                """)
                        .param("tenant", tenant())
                        .param("account", account)
                        .param("person", person)
                        .update()
                == 1;
    }

    /** The wave calls when a balance falls below the highest level that is due. */
    void callAtHighest(long account) {
        jdbc.sql("""
                update card.account a
                set notice_below = d.highest
                from (
                    select max(level) as highest
                    from statement.notice
                    where tenant_id = :tenant and account_id = :account and is_due
                ) d
                where a.tenant_id = :tenant and a.id = :account and a.notice_below is distinct from d.highest
                """).param("tenant", tenant()).param("account", account).update();
    }

    /** Makes levels due that the balance is not below; returns the accounts of {@code purses} somebody set a level for. */
    List<Long> risen(Collection<Long> purses) {
        return jdbc.sql("""
                with watched as (
                    select a.id, p.balance
                    from card.account a
                    join ledger.account p on p.tenant_id = :tenant and p.id = a.purse_id
                    where a.tenant_id = :tenant and a.purse_id = any (:purses)
                      and exists (select from statement.notice n where n.tenant_id = :tenant and n.account_id = a.id)
                ), risen as (
                    update statement.notice n
                    set is_due = true
                    from watched w
                    where n.tenant_id = :tenant and n.account_id = w.id and not n.is_due and n.level <= w.balance
                )
                select id from watched
                """)
                .param("tenant", tenant())
                .param("purses", purses.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /** Of two levels of one human for one account the one set last stays. */
    void move(long from, long to) {
        jdbc.sql("""
                delete from statement.notice n
                using statement.notice o
                where n.tenant_id = :tenant and o.tenant_id = :tenant and n.account_id = o.account_id
                  and n.person_id in (:from, :to) and o.person_id in (:from, :to) and n.person_id <> o.person_id
                  and (n.set_at, n.person_id) < (o.set_at, o.person_id)
                """)
                .param("tenant", tenant())
                .param("from", from)
                .param("to", to)
                .update();
        jdbc.sql("update statement.notice set person_id = :to where tenant_id = :tenant and person_id = :from")
                .param("tenant", tenant())
                .param("from", from)
                .param("to", to)
                .update();
    }

    /** The accounts {@code person} set a level for. */
    List<Long> accountsOf(long person) {
        return jdbc.sql("""
                select account_id
                from statement.notice
                where tenant_id = :tenant and person_id = :person
                order by account_id
                """)
                .param("tenant", tenant())
                .param("person", person)
                .query(Long.class)
                .list();
    }

    /** Forgets a person's levels and everybody's for accounts the person holds; returns the accounts. */
    List<Long> forget(long person) {
        return jdbc.sql("""
                delete from statement.notice
                where tenant_id = :tenant
                  and (person_id = :person
                       or account_id in (select id from card.account where tenant_id = :tenant and holder_id = :person))
                returning account_id
                """)
                .param("tenant", tenant())
                .param("person", person)
                .query(Long.class)
                .list();
    }

    private static NoticeLevel level(ResultSet row, int number) throws SQLException {
        return new NoticeLevel(
                row.getLong("person_id"),
                Tenants.current().money(row.getLong("level")),
                row.getBoolean("by_email"),
                row.getBoolean("by_sms"),
                row.getBoolean("is_due"));
    }

    private static int tenant() {
        return Tenants.current().id();
    }
}
