package dk.bykassen.withdrawal;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.SealedColumn;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class WithdrawalStore {

    private static final String NUMBER = "withdrawal.number";
    private static final String PAYEE = "withdrawal.payee";

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final JsonMapper json;

    WithdrawalStore(JdbcClient jdbc, Keyring keyring, JsonMapper json) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.json = json;
    }

    /** Writes a new one down; its ids, state and times as they stand in it, its inside id made here. */
    void add(Withdrawal fresh, String number, Payee payee, UUID click) {
        jdbc.sql("""
                insert into withdrawal.withdrawal (tenant_id, public_id, reference, account_id, person_id, click, amount,
                    currency, way, last_four, number, payee, language, state, requested_at, hand_over_at)
                values (:tenant, :publicId, :reference, :account, :person, :click, :amount,
                    :currency, :way, :lastFour, :number, :payee, :language, :state, :at, :handOver)
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", fresh.publicId())
                .param("reference", fresh.reference())
                .param("account", fresh.accountId())
                .param("person", fresh.personId())
                .param("click", click)
                .param("amount", fresh.amount().minor())
                .param("currency", fresh.amount().currency().getCurrencyCode())
                .param("way", fresh.isNemKonto() ? "nemkonto" : "account")
                .param("lastFour", fresh.lastFour())
                .param("number", keyring.encrypt(NUMBER, number))
                .param("payee", keyring.encrypt(PAYEE, json.writeValueAsString(payee)))
                .param("language", fresh.language().getLanguage())
                .param("state", fresh.state().code())
                .param("at", Timestamp.from(fresh.requestedAt()))
                .param("handOver", Timestamp.from(fresh.handOverAt()))
                .update();
    }

    Optional<Withdrawal> find(UUID publicId) {
        return one("where tenant_id = :tenant and public_id = :id", publicId);
    }

    /** The same, with its row locked until the transaction ends. */
    Optional<Withdrawal> lock(UUID publicId) {
        return one("where tenant_id = :tenant and public_id = :id for no key update", publicId);
    }

    Optional<UUID> byClick(long person, UUID click) {
        return jdbc.sql("""
                select public_id
                from withdrawal.withdrawal
                where tenant_id = :tenant and person_id = :person and click = :click
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("click", click)
                .query(UUID.class)
                .optional();
    }

    /** What was asked for of an account since {@code from}, without what was undone or rejected; minor units. */
    long sumSince(long account, Instant from) {
        return jdbc.sql("""
                select coalesce(sum(amount), 0)::bigint
                from withdrawal.withdrawal
                where tenant_id = :tenant and account_id = :account and requested_at >= :from
                  and state in ('reserved', 'handed_over', 'confirmed')
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .param("from", Timestamp.from(from))
                .query(Long.class)
                .single();
    }

    /** Those of some accounts that are under way, or were rejected since {@code since}; the newest first. */
    List<Withdrawal> news(Collection<Long> accounts, Instant since) {
        return jdbc.sql("""
                select *
                from withdrawal.withdrawal
                where tenant_id = :tenant and account_id = any (:accounts)
                  and (state in ('reserved', 'handed_over') or state = 'rejected' and decided_at >= :since)
                order by id desc
                """)
                .param("tenant", Tenants.current().id())
                .param("accounts", accounts.toArray(Long[]::new))
                .param("since", Timestamp.from(since))
                .query(this::read)
                .list();
    }

    /** Turns it from one state to the next; false when somebody was faster. A person number is forgotten at the end. */
    boolean move(Withdrawal before, WithdrawalEvent event, WithdrawalState to, @Nullable Rejection reason, Instant at) {
        return jdbc.sql("""
                update withdrawal.withdrawal
                set state = :to,
                    reason = :reason,
                    handed_over_at = case when :isSent then :at::timestamptz else handed_over_at end,
                    decided_at = case when :isSent then null else :at::timestamptz end,
                    number = case when not :isSent and way = 'nemkonto' then null else number end
                where tenant_id = :tenant and id = :id and state = any (:before)
                """)
                        .param("to", to.code())
                        .param("isSent", to == WithdrawalState.HANDED_OVER)
                        .param("reason", reason == null ? null : reason.code())
                        .param("at", Timestamp.from(at))
                        .param("tenant", Tenants.current().id())
                        .param("id", before.id())
                        .param(
                                "before",
                                WithdrawalStates.TABLE.before(event, to).stream()
                                        .map(WithdrawalState::code)
                                        .toArray(String[]::new))
                        .update()
                == 1;
    }

    private Optional<Withdrawal> one(String which, UUID publicId) {
        return jdbc.sql("select * from withdrawal.withdrawal " + which)
                .param("tenant", Tenants.current().id())
                .param("id", publicId)
                .query(this::read)
                .optional();
    }

    Withdrawal read(ResultSet row, int line) throws SQLException {
        byte[] number = row.getBytes("number");
        byte[] payee = row.getBytes("payee");
        String reason = row.getString("reason");
        return new Withdrawal(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getString("reference"),
                row.getLong("account_id"),
                row.getLong("person_id"),
                Money.of(row.getLong("amount"), row.getString("currency")),
                row.getString("way").equals("nemkonto"),
                row.getString("last_four"),
                number == null ? null : keyring.decrypt(NUMBER, number),
                payee == null ? null : json.readValue(keyring.decrypt(PAYEE, payee), Payee.class),
                Locale.of(row.getString("language")),
                WithdrawalState.of(row.getString("state")),
                reason == null ? null : Rejection.of(reason),
                row.getTimestamp("requested_at").toInstant(),
                row.getTimestamp("hand_over_at").toInstant(),
                Columns.instant(row, "handed_over_at"),
                Columns.instant(row, "decided_at"));
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedAccountNumbers() {
            return new SealedColumn("withdrawal.withdrawal", "id", "number", NUMBER);
        }

        @Bean
        SealedColumn sealedPayees() {
            return new SealedColumn("withdrawal.withdrawal", "id", "payee", PAYEE);
        }
    }
}
