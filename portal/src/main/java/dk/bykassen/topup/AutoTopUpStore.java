package dk.bykassen.topup;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AutoTopUpStore {

    private final JdbcClient jdbc;

    AutoTopUpStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whoever begins an order, or learns of its card, goes first with the account: two clicks must not both find none. */
    void lockAccount(long account) {
        jdbc.sql("select id from card.account where id = ? for no key update")
                .param(account)
                .query(Long.class)
                .single();
    }

    /** The order in force on an account: active, or paused until its owner acts. */
    Optional<AutoTopUp> inForce(long account) {
        return jdbc.sql("""
                select * from card.auto_top_up
                where account_id = ? and status in ('active', 'paused')
                order by id desc
                limit 1
                """).param(account).query(AutoTopUpStore::order).optional();
    }

    /** The orders in force on the accounts somebody holds, whoever pays. */
    List<AutoTopUp> inForceForHolder(long holder) {
        return jdbc.sql("""
                select o.*
                from card.auto_top_up o
                join card.account a on a.tenant_id = o.tenant_id and a.id = o.account_id
                where a.holder_id = ? and o.status in ('active', 'paused')
                order by o.id
                """).param(holder).query(AutoTopUpStore::order).list();
    }

    /** The order a card was or is being stored for; its row is locked until the transaction ends. */
    Optional<AutoTopUp> byRegistration(UUID registration) {
        return jdbc.sql("select * from card.auto_top_up where registration_id = ? for update")
                .param(registration)
                .query(AutoTopUpStore::order)
                .optional();
    }

    Optional<AutoTopUp> byPublicId(UUID publicId) {
        return jdbc.sql("select * from card.auto_top_up where public_id = ?")
                .param(publicId)
                .query(AutoTopUpStore::order)
                .optional();
    }

    Optional<AutoTopUp> find(long id) {
        return jdbc.sql("select * from card.auto_top_up where id = ?")
                .param(id)
                .query(AutoTopUpStore::order)
                .optional();
    }

    /** The orders that charge a card. */
    List<AutoTopUp> chargedTo(long storedCard) {
        return jdbc.sql("""
                select * from card.auto_top_up
                where stored_card_id = ? and status in ('active', 'paused')
                order by id
                """).param(storedCard).query(AutoTopUpStore::order).list();
    }

    /** The newest order of somebody's on each of some accounts that has begun, whatever became of it: one query. */
    List<AutoTopUp> newestOf(long person, Collection<Long> accounts) {
        return jdbc.sql("""
                select distinct on (account_id) *
                from card.auto_top_up
                where person_id = :person and account_id = any (:accounts) and stored_card_id is not null
                order by account_id, id desc
                """)
                .param("person", person)
                .param("accounts", accounts.toArray(Long[]::new))
                .query(AutoTopUpStore::order)
                .list();
    }

    /** The active orders on some accounts, whoever pays: one query. */
    List<AutoTopUp> active(Collection<Long> accounts) {
        return jdbc.sql("select * from card.auto_top_up where account_id = any (:accounts) and status = 'active'")
                .param("accounts", accounts.toArray(Long[]::new))
                .query(AutoTopUpStore::order)
                .list();
    }

    /** Everything of somebody's on an account that is not over; their rows are locked until the transaction ends. */
    List<AutoTopUp> unendedOf(long person, long account) {
        return jdbc.sql("""
                select * from card.auto_top_up
                where person_id = :person and account_id = :account and status <> 'cancelled'
                order by id
                for update
                """)
                .param("person", person)
                .param("account", account)
                .query(AutoTopUpStore::order)
                .list();
    }

    UUID add(
            long account,
            AutoTopUps.Wish wish,
            AutoTopUp.Status status,
            @Nullable Long storedCard,
            @Nullable UUID registration,
            Instant at) {
        UUID publicId = Uuid7.next();
        jdbc.sql("""
                insert into card.auto_top_up (tenant_id, public_id, account_id, person_id, stored_card_id, amount, threshold,
                    receipt_email, language, terms_id, status, registration_id, deposit_now, created_at, changed_at)
                values (:tenant, :publicId, :account, :person, :card::bigint, :amount, :threshold,
                    :email, :language, :terms, :status, :registration::uuid, :depositNow, :at, :at)
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", publicId)
                .param("account", account)
                .param("person", wish.personId())
                .param("card", storedCard)
                .param("amount", wish.amount().minor())
                .param("threshold", wish.threshold().minor())
                .param("email", wish.receiptEmail())
                .param("language", wish.language().getLanguage())
                .param("terms", wish.termsId())
                .param("status", status.name().toLowerCase(Locale.ROOT))
                .param("registration", registration)
                .param("depositNow", wish.depositNow())
                .param("at", Timestamp.from(at))
                .update();
        return publicId;
    }

    /** Ends every order on the account but {@code kept}. */
    void endOthers(long account, @Nullable Long kept, Instant at) {
        jdbc.sql("""
                update card.auto_top_up
                set status = 'cancelled', because = 'replaced', because_since = :at, changed_at = :at
                where account_id = :account and status <> 'cancelled' and id is distinct from :kept::bigint
                """)
                .param("at", Timestamp.from(at))
                .param("account", account)
                .param("kept", kept)
                .update();
    }

    /** No card was stored: the order never began. */
    void giveUp(long id, Instant at) {
        jdbc.sql("""
                update card.auto_top_up
                set status = 'cancelled', changed_at = :at
                where id = :id and status = 'awaiting_card'
                """).param("at", Timestamp.from(at)).param("id", id).update();
    }

    /** Whether the order charges the stored card from now on, whatever failed before; one that was ended stays ended. */
    boolean charge(long id, long storedCard, Instant at) {
        return jdbc.sql("""
                update card.auto_top_up
                set stored_card_id = :card, status = 'active', because = null, because_since = null,
                    declines = 0, not_before = null, resumed_at = :at, changed_at = :at
                where id = :id and status <> 'cancelled'
                """)
                        .param("card", storedCard)
                        .param("at", Timestamp.from(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Whether the order was in force and ends. */
    boolean end(long id, AutoTopUp.Because because, Instant at) {
        return because(id, because, at, """
                set status = 'cancelled', because = :because, because_since = :at, changed_at = :at
                where id = :id and status in ('active', 'paused')
                """).update() == 1;
    }

    /** The same, unless it charges another card by now. */
    boolean endIfCharging(long id, @Nullable Long storedCard, AutoTopUp.Because because, Instant at) {
        return because(id, because, at, """
                                set status = 'cancelled', because = :because, because_since = :at, changed_at = :at
                                where id = :id and status in ('active', 'paused')
                                  and stored_card_id is not distinct from :card::bigint
                                """).param("card", storedCard).update() == 1;
    }

    /** Whether it is news that the order waits: it did not for this reason, or only before {@code notSince}. */
    boolean wait(long id, AutoTopUp.Because because, Instant notSince, Instant at) {
        return because(id, because, at, """
                                set because = :because, because_since = :at, changed_at = :at
                                where id = :id and status = 'active'
                                  and (because is distinct from :because or because_since < :notSince)
                                """)
                        .param("notSince", Timestamp.from(notSince))
                        .update()
                == 1;
    }

    /** What an active order waited for is over. */
    void waitNoMore(long id, Instant at) {
        jdbc.sql("""
                update card.auto_top_up
                set because = null, because_since = null, changed_at = :at
                where id = :id and status = 'active' and because is not null
                """).param("at", Timestamp.from(at)).param("id", id).update();
    }

    /** Whether the order was paused and goes on with the card it has. */
    boolean resume(long id, Instant at) {
        return jdbc.sql("""
                update card.auto_top_up
                set status = 'active', because = null, because_since = null, declines = 0, not_before = null,
                    resumed_at = :at, changed_at = :at
                where id = :id and status = 'paused'
                """).param("at", Timestamp.from(at)).param("id", id).update() == 1;
    }

    /** A first deposit was made in a payment window instead. */
    void firstIsMade(long id, Instant at) {
        jdbc.sql("update card.auto_top_up set deposit_now = false, changed_at = :at where id = :id and deposit_now")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    private JdbcClient.StatementSpec because(long id, AutoTopUp.Because because, Instant at, String change) {
        return jdbc.sql("update card.auto_top_up\n" + change)
                .param("id", id)
                .param("because", because.code())
                .param("at", Timestamp.from(at));
    }

    void awaitReplacement(long id, UUID registration, Instant at) {
        jdbc.sql("update card.auto_top_up set registration_id = :registration, changed_at = :at where id = :id")
                .param("registration", registration)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    void change(long id, AutoTopUps.Wish wish, Instant at) {
        jdbc.sql("""
                update card.auto_top_up
                set amount = :amount, receipt_email = :email, language = :language, terms_id = :terms, changed_at = :at
                where id = :id
                """)
                .param("amount", wish.amount().minor())
                .param("email", wish.receiptEmail())
                .param("language", wish.language().getLanguage())
                .param("terms", wish.termsId())
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    /**
     * One more charge of the order is decided: an active one waits no more, and is paused where {@code pause} says why.
     * A first deposit stays due only where {@code firstStaysDue}.
     */
    void noteOutcome(
            long id,
            int declines,
            @Nullable Instant notBefore,
            AutoTopUp.@Nullable Because pause,
            boolean firstStaysDue,
            Instant at) {
        jdbc.sql("""
                update card.auto_top_up
                set charges = charges + 1, declines = :declines, not_before = :notBefore::timestamptz, changed_at = :at,
                    deposit_now = deposit_now and :firstStaysDue,
                    status = case when status = 'active' and :pause::text is not null then 'paused' else status end,
                    because = case when status = 'active' then :pause::text else because end,
                    because_since = case
                        when status <> 'active' then because_since
                        when :pause::text is not null then :at::timestamptz
                    end
                where id = :id
                """)
                .param("declines", declines)
                .param("notBefore", notBefore == null ? null : Timestamp.from(notBefore))
                .param("pause", pause == null ? null : pause.code())
                .param("firstStaysDue", firstStaysDue)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    private static AutoTopUp order(ResultSet row, int number) throws SQLException {
        Tenant tenant = Tenants.current();
        String because = row.getString("because");
        return new AutoTopUp(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getLong("account_id"),
                row.getLong("person_id"),
                row.getObject("stored_card_id", Long.class),
                tenant.money(row.getLong("amount")),
                tenant.money(row.getLong("threshold")),
                row.getString("receipt_email"),
                Locale.of(row.getString("language")),
                row.getLong("terms_id"),
                AutoTopUp.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getObject("registration_id", UUID.class),
                row.getBoolean("deposit_now"),
                row.getInt("charges"),
                row.getInt("declines"),
                Columns.instant(row, "not_before"),
                because == null ? null : AutoTopUp.Because.of(because),
                Columns.instant(row, "because_since"),
                Columns.instant(row, "resumed_at"),
                row.getTimestamp("created_at").toInstant());
    }
}
